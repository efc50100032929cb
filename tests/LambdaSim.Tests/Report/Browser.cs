using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Report;

/// <summary>A headless Chromium, driven over its debugging protocol: loads a page from disk, runs script in it, and hears what the page complains about.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Variable = "LAMBDASIM_CHROMIUM";

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));
    private readonly List<string> _problems = [];
    private readonly List<string> _requests = [];
    private string? _session;
    private int _commands;

    private Browser(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Uncaught exceptions, console errors and warnings, blocked or failed loads, since the last <see cref="Open"/>.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Addresses asked for since the last <see cref="Open"/>.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Where Chromium is; null when there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin");
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts one; skips the test where there is none, fails it where CI should have had it.</summary>
    public static async Task<Browser> Start()
    {
        var program = Find();
        if (program is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"needs chromium or google-chrome on the path, or its path in {Variable}");
            Assert.Fail("CI has no Chromium");
        }

        var profile = Directory.CreateTempSubdirectory("lambdasim-browser-").FullName;
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--user-data-dir=" + profile,
                "--remote-debugging-port=0", "about:blank",
            },
        };
        var browser = new Browser(Process.Start(start)!, profile);
        try
        {
            await browser.Connect();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads a page and waits until its load event is over.</summary>
    public async Task Open(string path)
    {
        await Send("Page.navigate", new JsonObject { ["url"] = "about:blank" }, until: "Page.loadEventFired");
        _problems.Clear();
        _requests.Clear();
        await Send("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri }, until: "Page.loadEventFired");
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var answer = await Send("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var details), details.ToString());
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Makes the page believe in a colour scheme or a medium.</summary>
    public async Task Emulate(string medium, string scheme) => await Send("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = medium,
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    /// <summary>A command of the protocol, for what has no method here.</summary>
    public async Task<JsonElement> Send(string method, JsonObject parameters, string? until = null)
    {
        var id = ++_commands;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            command["sessionId"] = _session;
        }

        await _socket.SendAsync(Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _limit.Token);
        JsonElement? answer = null;
        var awaited = until is null;
        while (answer is null || !awaited)
        {
            var message = await Receive();
            if (message.TryGetProperty("id", out var number))
            {
                if (number.GetInt32() == id)
                {
                    Assert.False(message.TryGetProperty("error", out var error), $"{method}: {error}");
                    answer = message.GetProperty("result");
                }

                continue;
            }

            var name = message.GetProperty("method").GetString();
            awaited |= name == until;
            Note(name, message.GetProperty("params"));
        }

        return answer.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _limit.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may still be writing; the folder is a temporary one.
        }
    }

    private async Task Connect()
    {
        const string Announcement = "DevTools listening on ";
        string? line;
        var said = new StringBuilder();
        do
        {
            line = await _process.StandardError.ReadLineAsync(_limit.Token);
            Assert.True(line is not null, $"the browser ended before it could be driven: {said}");
            said.AppendLine(line);
        }
        while (!line!.StartsWith(Announcement, StringComparison.Ordinal));

        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await _socket.ConnectAsync(new Uri(line[Announcement.Length..]), _limit.Token);
        var target = await Send("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await Send("Target.attachToTarget", new JsonObject { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true });
        _session = attached.GetProperty("sessionId").GetString();
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
        {
            await Send(domain + ".enable", []);
        }
    }

    private async Task<JsonElement> Receive()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, _limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        using var document = JsonDocument.Parse(message.ToArray());
        return document.RootElement.Clone();
    }

    private void Note(string? method, JsonElement parameters)
    {
        switch (method)
        {
            case "Runtime.exceptionThrown":
                _problems.Add(parameters.GetProperty("exceptionDetails").ToString());
                break;
            case "Runtime.consoleAPICalled" when parameters.GetProperty("type").GetString() is "error" or "warning" or "assert":
                _problems.Add(parameters.GetProperty("args").ToString());
                break;
            case "Log.entryAdded" when parameters.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning":
                _problems.Add(parameters.GetProperty("entry").ToString());
                break;
            case "Network.requestWillBeSent":
                _requests.Add(parameters.GetProperty("request").GetProperty("url").GetString()!);
                break;
        }
    }
}

/// <summary>One browser for the tests of a class, started by the first of them.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private Browser? _browser;

    internal async Task<Browser> Get() => _browser ??= await Browser.Start();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }
}
