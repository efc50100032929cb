using System.CommandLine;
using System.Net;
using LambdaSim.Cli.Commands;
using LambdaSim.Cli.Configuration;
using LambdaSim.Configuration;

namespace LambdaSim.Cli.Serve;

/// <summary><c>lambdasim serve</c>: an endpoint for AWS clients, until Ctrl-C.</summary>
internal static class ServeCommand
{
    public const int DefaultPort = 9001;

    public static Command Make(Terminal terminal)
    {
        var port = Numbers.Whole("--port", $"Where it listens; {Text.Of(DefaultPort)} by default, 0 for any free one.", "N", 0, 65_535);
        var host = new Option<string>("--host") { Description = "The address it listens at; only this machine reaches the default.", HelpName = "ADDRESS", DefaultValueFactory = static _ => "127.0.0.1" };
        var allowed = new Option<string[]>("--allow-host") { Description = "A name by which clients may call it, beside localhost and addresses; * for any.", HelpName = "NAME" };
        var config = new Option<string?>("--config") { Description = "Configuration, JSON or YAML.", HelpName = "FILE" };
        var clock = new Option<string>("--clock") { Description = "How virtual time passes: auto, manual, real, or virtual seconds in a real one.", HelpName = "CLOCK", DefaultValueFactory = static _ => "auto" };
        var handler = new Option<string[]>("--handler") { Description = "What runs for functions of a name: echo, wait:2.5, fail:boom, a URL to call back; see docs/endpoint.md.", HelpName = "NAME=BEHAVIOUR" };
        var deployed = new Option<string[]>("--deployed") { Description = "The build output of a .NET project that runs, unmodified, for functions of a name; see docs/deployed.md.", HelpName = "NAME=FOLDER::HANDLER" };
        var trust = new Option<string[]>("--trust-uploads") { Description = "Runs the build outputs of .NET projects that clients upload for functions of a name, or the one zip of that hash; see docs/deployed.md.", HelpName = "NAME[=CODESHA256]" };
        var runtime = new Option<string[]>("--runtime") { Description = "The port where processes for functions of a name poll the Lambda Runtime API, 0 for any; see docs/runtime-api.md.", HelpName = "NAME=PORT" };
        var pace = Numbers.Real("--runtime-pace", "Virtual seconds that pass for a real one in which such a process works, 1 by default; 0: time stands still.", "X", 1_000_000);
        var dwell = Numbers.Seconds("--dwell", "How long functions stay Pending, updates InProgress and streams CREATING or UPDATING; no time by default.");
        var seed = Numbers.Seed();
        var log = new Option<string>("--log") { Description = "The event log: off, hashed (its fingerprint only) or kept (readable at /_lambdasim/log).", DefaultValueFactory = static _ => "hashed" };
        log.AcceptOnlyFromAmong("off", "hashed", "kept");
        var region = new Option<string>("--region") { Description = "Region of requests that name none.", HelpName = "REGION", DefaultValueFactory = static _ => "us-east-1" };
        var account = new Option<string>("--account") { Description = "Account of requests that name none.", HelpName = "ACCOUNT", DefaultValueFactory = static _ => "123456789012" };
        var command = new Command("serve", "Serve the AWS Lambda API of a simulation to AWS clients, until Ctrl-C.") { port, host, allowed, config, clock, handler, deployed, trust, runtime, pace, dwell, seed, log, region, account };
        command.SetAction(parse =>
        {
            var file = parse.GetValue(config) is { } given ? terminal.Input(given) : null;
            var world = Parsed.Config(file is null ? new SimulationConfig() : ConfigFile.LoadServed(file), parse.GetValue(seed), null);
            var address = ServeSettings.ParseAddress(parse.GetRequiredValue(host));
            return Run(terminal, new ServeSettings
            {
                Address = address,
                Port = (int?)parse.GetValue(port) ?? DefaultPort,
                World = world with { Deployed = SimulationConfig.NoOutputs },
                Seed = parse.GetValue(seed),
                Clock = ServeSettings.ParseClock(parse.GetRequiredValue(clock)),
                Handlers = HandlerArguments.Read(parse.GetValue(handler) ?? []),
                Deployed = DeployedArgument.With(DeployedArgument.Read(parse.GetValue(deployed) ?? [], terminal.Folder), world, file, terminal.Folder),
                Trusted = TrustArgument.Read(parse.GetValue(trust) ?? [], address),
                Runtimes = ServeSettings.ParseRuntimes(parse.GetValue(runtime) ?? []),
                RuntimePace = parse.GetValue(pace) ?? 1,
                Dwell = parse.GetValue(dwell),
                Log = parse.GetRequiredValue(log) switch { "off" => EventLogLevel.Off, "kept" => EventLogLevel.Kept, _ => EventLogLevel.Hashed },
                Region = ServeSettings.ParseRegion(parse.GetRequiredValue(region)),
                Account = ServeSettings.ParseAccount(parse.GetRequiredValue(account)),
                AllowedHosts = parse.GetValue(allowed) ?? [],
            }).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> Run(Terminal terminal, ServeSettings settings)
    {
        await using var endpoint = await ServedEndpoint.Start(settings);
        if (!IPAddress.IsLoopback(settings.Address))
        {
            terminal.Error.WriteLine($"lambdasim: warning: whoever reaches {endpoint.Url} from another machine can use and change the simulation");
        }

        terminal.Out.WriteLine(Text.Invariant($"LambdaSim listens on {endpoint.Url} (clock {settings.Clock}, seed {endpoint.Simulation.Seed})"));
        terminal.Out.WriteLine($"export AWS_ENDPOINT_URL={Reachable(endpoint.Url)} AWS_REGION={settings.Region} AWS_DEFAULT_REGION={settings.Region} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test");
        foreach (var listener in endpoint.Runtimes)
        {
            terminal.Out.WriteLine($"AWS_LAMBDA_RUNTIME_API={listener.Address} is for processes of {listener.Name}");
        }

        terminal.Out.Flush();

        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (terminal.Interrupt.Register(ends.SetResult))
        {
            await ends.Task;
        }

        if (await endpoint.Drain())
        {
            terminal.Out.WriteLine(ServeSummary.Of(endpoint.Simulation));
        }
        else
        {
            terminal.Error.WriteLine("lambdasim: warning: the simulation was still at work when the last request was answered; it was left, and its figures are not told");
        }

        return ExitCode.Ok;
    }

    private static string Reachable(string url) => url.Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//[::1]:", StringComparison.Ordinal);
}
