using System.CommandLine;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim schema</c>: the JSON Schema of configuration files.</summary>
internal static class SchemaCommand
{
    private const string Resource = "lambdasim.schema.json";

    public static Command Make(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON Schema of configuration files.");
        command.SetAction(_ =>
        {
            using var stream = typeof(SchemaCommand).Assembly.GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            terminal.Out.Write(reader.ReadToEnd());
            return ExitCode.Ok;
        });
        return command;
    }
}
