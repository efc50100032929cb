namespace LambdaSim.Tests.Deployed.Framework;

/// <summary>Each public member of the framework that touches the machine is redirected, or known with what happens: a new one fails here.</summary>
public sealed class FrameworkTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_member_that_touches_the_machine_is_redirected_or_known()
    {
        var unknown = FrameworkScan.Found.Where(t => Redirections.Of(t) is null && Known.Of(t) is null).ToList();
        foreach (var touch in unknown)
        {
            output.WriteLine($"{touch.Key} ({touch.Touches})");
        }

        Assert.True(unknown.Count == 0, $"redirect {unknown.Count} members in LambdaSim.Woven, list them in Unredirected, or say in Framework/known.txt why they may stay:\n{string.Join('\n', unknown.Select(t => $"{t.Member} ({t.Touches})").Distinct())}");
    }

    [Fact]
    public void What_is_known_is_there_and_not_redirected()
    {
        var stale = Known.All.Where(k => !FrameworkScan.Found.Any(t => k.Names(t) && Redirections.Of(t) is null)).Select(k => k.Pattern);

        Assert.Empty(stale);
    }

    [Fact]
    public void The_scan_sees_what_it_should()
    {
        var found = FrameworkScan.Found.Select(t => t.Member).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(found, new HashSet<string>(StringComparer.Ordinal)
        {
            "System.DateTime::get_UtcNow", "System.Threading.Tasks.Task::Delay", "System.Guid::NewGuid", "System.HashCode::Combine", "System.Environment::get_ProcessorCount", "System.IO.Path::Exists",
            "System.Net.Sockets.Socket::.ctor", "System.Net.Http.HttpClient::SendAsync", "System.Threading.Monitor::Wait", "System.Diagnostics.Process::Start", "System.Net.Http.MultipartContent::.ctor",
        });
    }
}
