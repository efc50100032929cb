using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/deployed-bugs.md, compiled and run by the tests.</summary>
public static class DeployedBugSnippets
{
    public static SortedDictionary<string, Action<TextWriter>> All { get; } = new(StringComparer.Ordinal)
    {
        ["bug-leak"] = Leak,
        ["bug-token"] = Token,
        ["bug-background"] = Background,
        ["bug-tmp"] = Tmp,
        ["bug-clock"] = Clock,
    };

    public static void Leak(TextWriter output)
    {
        // begin-snippet: bug-leak
        using var simulation = new Simulation(seed: 1);
        var basket = simulation.AddDeployed<BasketHandler>("basket");

        output.WriteLine(basket.Invoke(new { Customer = "ann", Item = "ring" }).PayloadText);
        output.WriteLine(basket.Invoke(new { Customer = "bob", Item = "tent" }).PayloadText);
        // end-snippet
    }

    public static void Token(TextWriter output)
    {
        // begin-snippet: bug-token
        using var simulation = new Simulation(seed: 1);
        var export = simulation.AddDeployed<ExportHandler>("export", f => f with { Timeout = 10.Seconds });

        var answer = export.Invoke(1_000);
        output.WriteLine($"{answer.PayloadText} after {answer.Duration.TotalMilliseconds:0} ms");
        // end-snippet
    }

    public static void Background(TextWriter output)
    {
        // begin-snippet: bug-background
        using var simulation = new Simulation(seed: 1);
        var order = simulation.AddDeployed<AuditedHandler>("order");

        order.Invoke("first");
        simulation.AdvanceBy(3.Minutes);
        output.WriteLine(order.Invoke("second").PayloadText);
        // end-snippet
    }

    public static void Tmp(TextWriter output)
    {
        // begin-snippet: bug-tmp
        using var simulation = new Simulation(seed: 1);
        var convert = simulation.AddDeployed<ConvertHandler>("convert", f => f with { EphemeralStorageMb = 512 });

        for (var call = 1; call <= 4; call++)
        {
            var answer = convert.Invoke($"film-{call}");
            output.WriteLine(answer.Succeeded ? answer.PayloadText : $"call {call}: {answer.Error!.Message}");
        }
        // end-snippet
    }

    public static void Clock(TextWriter output)
    {
        // begin-snippet: bug-clock
        using var simulation = new Simulation(seed: 1);
        var sale = simulation.AddDeployed<SaleHandler>("sale");

        for (var minute = 0; minute < 60; minute += 4)
        {
            sale.Invoke("tent");
            simulation.AdvanceBy(4.Minutes);
        }

        output.WriteLine(sale.Invoke("tent").PayloadText);
        // end-snippet
    }
}

// begin-snippet: bug-leak-handler
public class BasketHandler
{
    private static readonly List<string> _items = [];

    public record Added(string Customer, string Item);

    public string Handle(Added added)
    {
        _items.Add($"{added.Customer}'s {added.Item}");
        return string.Join(", ", _items);
    }
}
// end-snippet

// begin-snippet: bug-token-handler
public class ExportHandler
{
    public async Task<string> Handle(int pages, LambdaContext context)
    {
        using var soon = new CancellationTokenSource(context.RemainingTime.ToTimeSpan() - TimeSpan.FromMilliseconds(500));
        var done = 0;
        try
        {
            for (; done < pages; done++)
            {
                await Task.Delay(30, soon.Token);
            }

            return "all";
        }
        catch (OperationCanceledException)
        {
            return $"{done} pages, the rest next time";
        }
    }
}
// end-snippet

// begin-snippet: bug-background-handler
public class AuditedHandler
{
    private static string _audited = "nothing";

    public async Task<string> Handle(string order)
    {
        await Task.Delay(10);
        var before = _audited;
        _ = Audit(order);
        return $"audited before {order}: {before}";
    }

    private static async Task Audit(string order)
    {
        await Task.Delay(100);
        _audited = $"{order} at {DateTime.UtcNow:HH:mm:ss}";
    }
}
// end-snippet

// begin-snippet: bug-tmp-handler
public class ConvertHandler
{
    public string Handle(string film)
    {
        File.WriteAllBytes($"/tmp/{film}.raw", new byte[150 * 1024 * 1024]);
        return $"{film} of {Directory.GetFiles("/tmp").Length} files";
    }
}
// end-snippet

// begin-snippet: bug-clock-handler
public class SaleHandler
{
    // The INIT phase fetched a token that is good for 15 minutes.
    private static readonly DateTime _expires = DateTime.UtcNow.AddMinutes(15);

    public string Handle(string product) =>
        DateTime.UtcNow < _expires ? $"{product}: sold" : $"{product}: refused, the token expired {(DateTime.UtcNow - _expires).TotalMinutes:0} minutes ago";
}
// end-snippet
