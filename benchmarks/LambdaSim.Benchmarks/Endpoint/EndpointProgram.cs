using System.Globalization;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>The commands that put an endpoint under load.</summary>
internal static class EndpointProgram
{
    private const string Usage = """
        usage: endpoint load [--rate 2000] [--seconds 60] [--connections 32] [--clock auto]   invocations at a fixed rate
               endpoint functions [--count 10000] [--connections 8]                          creates, lists, gets and deletes functions
               endpoint soak [--minutes 10] [--rate 500] [--connections 16]                  mixed work; is memory stable?
                            [--left-alone] [--no-deployments]                           without collections in between; without functions that come and go
               endpoint growth [--count 1000]                                                bytes that each kind of a soak's work leaves behind
        all:   --in-process   no process of its own for the endpoint
        """;

    public static async Task<int> Run(string[] args)
    {
        if (args is ["serve", var clock])
        {
            return await EndpointServer.ServeUntilInputEnds(clock).ConfigureAwait(false);
        }

        var options = Options(args);
        if (args is not [var command, ..] || options is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        double Number(string name, double otherwise) => options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var server = await EndpointServer.Start(options.ContainsKey("in-process"), options.GetValueOrDefault("clock", "auto")).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var isGood = command switch
            {
                "load" => await new LoadRun(server, Number("rate", 2_000), Number("seconds", 60), (int)Number("connections", 32)).Run().ConfigureAwait(false),
                "functions" => await new FunctionsRun(server, (int)Number("count", 10_000), (int)Number("connections", 8)).Run().ConfigureAwait(false),
                "growth" => await new GrowthRun(server, (int)Number("count", 1_000), (int)Number("connections", 4)).Run().ConfigureAwait(false),
                "soak" => await new SoakRun(server, Number("minutes", 10), Number("rate", 500), (int)Number("connections", 16), options.ContainsKey("left-alone"), !options.ContainsKey("no-deployments")).Run().ConfigureAwait(false),
                _ => throw new ArgumentException(Usage),
            };
            return isGood ? 0 : 1;
        }
    }

    private static Dictionary<string, string>? Options(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] is "--in-process" or "--left-alone" or "--no-deployments")
            {
                options[args[i][2..]] = "";
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
            {
                options[args[i][2..]] = args[++i];
            }
            else
            {
                return null;
            }
        }

        return options;
    }
}
