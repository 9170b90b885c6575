// Reads a JSON array of {secret, headers, body (base64)} and answers one of "ok" or the reason of the library, in its order.
const { Webhook } = require("standardwebhooks");

let input = "";
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", () => {
  const verdicts = JSON.parse(input).map(({ secret, headers, body }) => {
    try {
      new Webhook(secret).verify(Buffer.from(body, "base64").toString("utf8"), headers);
      return "ok";
    } catch (error) {
      return error.message;
    }
  });
  process.stdout.write(JSON.stringify(verdicts));
});
