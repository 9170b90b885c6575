using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Notifier.Api.Problems;

namespace Notifier.Api.Bodies;

/// <summary>Compares a JSON value with the type that it is to become, and says everything that does not fit, not only the first thing.</summary>
internal static class JsonShape
{
    /// <summary>More would not be read.</summary>
    private const int MostErrors = 50;

    public static void Check(JsonElement element, JsonTypeInfo type, string pointer, List<ProblemError> errors)
    {
        if (errors.Count >= MostErrors)
            return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when Expect(element, JsonValueKind.Object, "an object {…}", pointer, errors):
                CheckMembers(element, type, pointer, errors);
                break;
            case JsonTypeInfoKind.Enumerable when Expect(element, JsonValueKind.Array, "an array […]", pointer, errors):
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Check(item, type.Options.GetTypeInfo(type.ElementType!), JsonPointer.Append(pointer, index++), errors);
                break;
            case JsonTypeInfoKind.Dictionary when Expect(element, JsonValueKind.Object, "an object {…}", pointer, errors):
                foreach (var member in element.EnumerateObject())
                    Check(member.Value, type.Options.GetTypeInfo(type.ElementType!), JsonPointer.Append(pointer, member.Name), errors);
                break;
            case JsonTypeInfoKind.None:
                CheckScalar(element, Nullable.GetUnderlyingType(type.Type) ?? type.Type, pointer, errors);
                break;
        }
    }

    private static void CheckMembers(JsonElement element, JsonTypeInfo type, string pointer, List<ProblemError> errors)
    {
        foreach (var member in element.EnumerateObject())
        {
            var place = JsonPointer.Append(pointer, member.Name);
            if (type.Properties.FirstOrDefault(property => property.Name == member.Name && IsGiven(property)) is not { } property)
                errors.Add(new(place, $"There is no field '{Shown(member.Name)}' here. The fields are: {string.Join(", ", type.Properties.Where(IsGiven).Select(each => each.Name))}.") { Code = "unknown-field" });
            else if (member.Value.ValueKind != JsonValueKind.Null)
                Check(member.Value, type.Options.GetTypeInfo(property.PropertyType), place, errors);
            else if (!property.IsSetNullable)
                errors.Add(new(place, $"'{property.Name}' must not be null.") { Code = "wrong-type" });
        }

        foreach (var property in type.Properties.Where(property => property.IsRequired && !element.TryGetProperty(property.Name, out _)))
            errors.Add(new(pointer, $"'{property.Name}' is missing.") { Code = "missing-field" });
    }

    /// <summary>What is computed from the rest would be read and left out.</summary>
    private static bool IsGiven(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private static void CheckScalar(JsonElement element, Type type, string pointer, List<ProblemError> errors)
    {
        if (type == typeof(bool))
        {
            if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                errors.Add(WrongType(pointer, "true or false"));
        }
        else if (type == typeof(double))
        {
            if (Expect(element, JsonValueKind.Number, "a number", pointer, errors) && !(element.TryGetDouble(out var number) && double.IsFinite(number)))
                errors.Add(new(pointer, "The number is too large.") { Code = "invalid-value" });
        }
        else if (type == typeof(int))
        {
            if (Expect(element, JsonValueKind.Number, "a whole number", pointer, errors) && !element.TryGetInt32(out _))
                errors.Add(WrongType(pointer, "a whole number within ±2147483647"));
        }
        else if (Expect(element, JsonValueKind.String, "a string", pointer, errors))
        {
            CheckText(element, type, pointer, errors);
        }
    }

    private static void CheckText(JsonElement element, Type type, string pointer, List<ProblemError> errors)
    {
        try
        {
            _ = element.GetString();
            if (type != typeof(string))
                _ = element.Deserialize(type, ApiJson.Options);
        }
        catch (InvalidOperationException)
        {
            errors.Add(new(pointer, "The text is not valid Unicode: half of a surrogate pair stands alone.") { Code = "invalid-value" });
        }
        catch (JsonException)
        {
            errors.Add(new(pointer, $"Expected {Form(type)}.") { Code = "invalid-value" });
        }
    }

    private static string Form(Type type) => type switch
    {
        _ when type == typeof(Core.Observations.Period) => "a date (yyyy-MM-dd), a month (yyyy-MM) or an instant with its offset (2026-01-31T08:00:00Z)",
        _ when type == typeof(Core.Warnings.Severity) => "minor, moderate, severe or extreme",
        _ when type == typeof(DateTimeOffset) => "an instant with its offset, for example 2026-01-31T08:00:00Z",
        { IsEnum: true } => "one of: " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ => "another text",
    };

    private static bool Expect(JsonElement element, JsonValueKind kind, string expected, string pointer, List<ProblemError> errors)
    {
        if (element.ValueKind == kind)
            return true;
        errors.Add(WrongType(pointer, expected));
        return false;
    }

    private static ProblemError WrongType(string pointer, string expected) => new(pointer, $"Expected {expected}.") { Code = "wrong-type" };

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
