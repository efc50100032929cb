using System.Globalization;
using BenchmarkDotNet.Running;
using LambdaSim.Benchmarks;
using LambdaSim.Benchmarks.Deployed;
using LambdaSim.Benchmarks.Endpoint;

if (args is ["replay", ..])
{
    var kinds = args.Length > 1 ? args[1] : "abc";
    var count = args.Length > 2 ? (ulong)double.Parse(args[2], CultureInfo.InvariantCulture) : 10_000_000;
    var rounds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 5;
    ReplayRunner.Run(kinds, count, rounds);
    return 0;
}

if (args is ["handlers", ..])
{
    HandlerRunner.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
    return 0;
}

if (args is ["blocking", ..])
{
    return BlockingRunner.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5) ? 0 : 1;
}

if (args is ["deployed", ..])
{
    return DeployedRunner.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5) ? 0 : 1;
}

if (args is ["queues", ..])
{
    QueueRunner.Run(args.Length > 1 ? (int)double.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3);
    return 0;
}

if (args is ["mappings", ..])
{
    var messages = args.Length > 1 ? (int)double.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
    MappingRunner.Run(messages, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3);
    return 0;
}

if (args is ["streams", ..])
{
    var records = args.Length > 1 ? (int)double.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000;
    StreamRunner.Run(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000, records, args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 3);
    return 0;
}

if (args is ["tables", ..])
{
    TableRunner.Run(args.Length > 1 ? (int)double.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3);
    return 0;
}

if (args is ["templates", ..])
{
    return TemplateRunner.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 201, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5) ? 0 : 1;
}

if (args is ["endpoint", .. var endpoint])
{
    return await EndpointProgram.Run(endpoint).ConfigureAwait(false);
}

if (args is ["parts", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(QueuePart).Assembly).Run(args.Length > 1 ? args[1..] : ["--filter", "*"]);
    return 0;
}

Console.Error.WriteLine("usage: replay [KINDS] [COUNT] [ROUNDS]   whole replays beside the bare loop, for example: replay abc 1e7 5");
Console.Error.WriteLine("       handlers [ROUNDS]                  calls of real handlers beside plain calls");
Console.Error.WriteLine("       blocking [ROUNDS]                  handlers that block on pool work, for each piece of it");
Console.Error.WriteLine("       deployed [ROUNDS]                  code as it is deployed beside the same code as it is");
Console.Error.WriteLine("       queues [COUNT] [ROUNDS]            messages through a queue, with up to so many waiting");
Console.Error.WriteLine("       mappings [COUNT] [ROUNDS]          messages of a queue that a mapping drains, standard and FIFO");
Console.Error.WriteLine("       streams [COUNT] [SHARDS] [ROUNDS]  records of a stream that a mapping drains");
Console.Error.WriteLine("       templates [RESOURCES] [ROUNDS]     a template that becomes a world, in under 200 ms");
Console.Error.WriteLine("       endpoint load|functions|soak       the endpoint under load; its options are listed by: endpoint");
Console.Error.WriteLine("       parts [BenchmarkDotNet options]   the engine's parts");
return 2;
