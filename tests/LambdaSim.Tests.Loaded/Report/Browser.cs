using System.Text.Json;
using Microsoft.Playwright;

namespace LambdaSim.Tests.Report;

/// <summary>A headless Chromium: loads a page from disk, works it as a reader would, and hears what it complains about.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Variable = "LAMBDASIM_CHROMIUM";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _problems = [];
    private readonly List<string> _requests = [];

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.PageError += (_, error) => _problems.Add(error);
        page.Console += (_, message) => _problems.AddRange(message.Type is "error" or "warning" or "assert" ? [message.Text] : Array.Empty<string>());
        page.RequestFailed += (_, request) => _problems.Add($"{request.Url}: {request.Failure}");
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    /// <summary>The page, for what has no method here.</summary>
    public IPage Page { get; }

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

        var playwright = await Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, ChromiumSandbox = false, Args = ["--disable-gpu", "--disable-dev-shm-usage"], Timeout = 120_000 });
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1_440, Height = 900 } });
            page.SetDefaultTimeout(120_000);
            return new Browser(playwright, browser, page);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>Loads a page and waits until its load event is over.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync("about:blank");
        _problems.Clear();
        _requests.Clear();
        await Page.GotoAsync(new Uri(path).AbsoluteUri);
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonElement> Evaluate(string expression) => await Page.EvaluateAsync<JsonElement?>(expression) ?? default;

    /// <summary>Makes the page believe in a colour scheme and a medium.</summary>
    public Task Emulate(Media medium, ColorScheme scheme) => Page.EmulateMediaAsync(new() { Media = medium, ColorScheme = scheme });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
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
