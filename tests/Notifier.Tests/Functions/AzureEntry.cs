using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Hosting;
using Notifier.Tests.Architecture;

namespace Notifier.Tests.Functions;

/// <summary>Notifier.Functions compiled against the stand-ins, loaded, and composed by its own Program up to the built host.</summary>
internal static class AzureEntry
{
    // What the SDK adds for a project with ImplicitUsings and Sdk Microsoft.NET.Sdk.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<Assembly> Compiled = new(Load);

    public static Assembly Assembly => Compiled.Value;

    public static IReadOnlyList<string> Sources { get; } =
        Checkout.FilesBelow("functions/Notifier.Functions", ".cs").Select(Checkout.Read).ToList();

    /// <summary>All methods that the host calls, with the attribute of their trigger parameter.</summary>
    public static IReadOnlyList<(string Name, object Trigger, MethodInfo Method)> Functions { get; } =
    [
        .. from type in Assembly.GetExportedTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttributes().SingleOrDefault(attribute => attribute.GetType().Name == "FunctionAttribute")
           where function is not null
           let trigger = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()).Single(attribute => attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal))
           select (Text(function, "Name"), (object)trigger, method),
    ];

    public static string Text(object attribute, string property) => (string)attribute.GetType().GetProperty(property)!.GetValue(attribute)!;

    public static IReadOnlyList<string> Errors(params IEnumerable<string> extraSources) =>
        [.. Compile(extraSources).GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString())];

    /// <summary>Runs Program until its host is built, and stops it there, as WebApplicationFactory does.</summary>
    public static IHost BuildHost(params string[] args)
    {
        using var built = new HostBuilt();
        using var subscription = DiagnosticListener.AllListeners.Subscribe(built);
        try
        {
            Assembly.EntryPoint!.Invoke(null, [args]);
        }
        catch (TargetInvocationException stopped) when (stopped.InnerException is HostBuilt.StopException)
        {
        }

        return built.Host ?? throw new InvalidOperationException("Program built no host");
    }

    private static Assembly Load()
    {
        using var image = new MemoryStream();
        var result = Compile([]).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    private static CSharpCompilation Compile(IEnumerable<string> extraSources)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string[] sources = [ImplicitUsings, Checkout.Read("tests/Notifier.Tests/Functions/WorkerStandIns.cs"), .. Sources, .. extraSources];
        return CSharpCompilation.Create(
            "Notifier.Functions",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))),
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    private sealed class HostBuilt : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        // The listeners are the whole process's: only the host that this flow of execution builds is ours.
        private readonly AsyncLocal<bool> _mine = new();
        private readonly List<IDisposable> _events = [];

        public HostBuilt() => _mine.Value = true;

        public IHost? Host { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (_mine.Value && value.Name == "Microsoft.Extensions.Hosting")
                _events.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (!_mine.Value || value is not { Key: "HostBuilt", Value: IHost host })
                return;
            Host = host;
            throw new StopException();
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _events.ForEach(subscription => subscription.Dispose());

        internal sealed class StopException : Exception;
    }
}
