using LambdaSim.Functions;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Cli.Serve;

/// <summary>What <c>--handler NAME=BEHAVIOUR</c> says.</summary>
internal static class HandlerArguments
{
    public static IReadOnlyList<KeyValuePair<string, StandIn>> Read(IEnumerable<string> texts)
    {
        List<KeyValuePair<string, StandIn>> read = [];
        foreach (var text in texts)
        {
            var (name, behaviour) = Split(text);
            if (read.Exists(h => h.Key == name))
            {
                throw new UsageException($"--handler {text}: {name} has a handler already; give each function one");
            }

            read.Add(new(name, behaviour));
        }

        return read;
    }

    private static (string Name, StandIn Behaviour) Split(string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length < 2 || parts[0].Length is 0 or > 64 || !parts[0].All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new UsageException($"--handler {text}: expected NAME=BEHAVIOUR, such as thumbnails=wait:2.5; a name has up to 64 letters, digits, - and _");
        }

        try
        {
            return (parts[0], StandInCode.Parse(parts[1]));
        }
        catch (FormatException e)
        {
            throw new UsageException($"--handler {parts[0]}: {e.Message.TrimEnd('.')}", e);
        }
    }
}
