using LambdaSim.Projections.Report;

namespace LambdaSim.Tests.Report;

public sealed class BrowserTests(SharedBrowser shared) : IAsyncLifetime, IClassFixture<SharedBrowser>
{
    private static readonly Lazy<ReportData> Data = new(() => SampleRun.Data());

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");
    private Browser? _browser;

    private Browser Page => _browser!;

    public async ValueTask InitializeAsync()
    {
        _browser = await shared.Get();
        await File.WriteAllTextAsync(_file, SampleRun.Page(Data.Value));
        await Page.Open(_file);
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        if (_browser is not null)
        {
            await _browser.Emulate("", "light");
        }
    }

    [Fact]
    public async Task The_page_loads_without_an_error_and_asks_for_nothing_else()
    {
        Assert.Equal("complete", (await Page.Evaluate("document.readyState")).GetString());

        Assert.Empty(Page.Problems);
        Assert.Equal([new Uri(_file).AbsoluteUri], Page.Requests);
    }

    [Fact]
    public async Task Lanes_charts_and_tables_are_in_the_document()
    {
        var lanes = Data.Value.Timeline!.Lanes;

        Assert.Equal(lanes.Count, await Count(".lanes g.lane"));
        Assert.Equal(lanes.Sum(lane => lane.Segments.Count), await Count(".lanes rect:not(.first)"));
        Assert.Equal(lanes.Count + 1, await Count(".labels .lane"));
        Assert.True(await Count(".lanes use[href='#refused']") > 0);
        Assert.True(await Count(".lanes use[href='#end']") > 0);
        Assert.Equal(4, await Count("#concurrency path.line:not(.key path)"));
        Assert.True(await Count("#concurrency rect.throttle") > 0);
        Assert.True(await Count("#latency rect.latency") > 10);
        Assert.Equal(Data.Value.Functions.Count, await Count("#functions tbody tr"));
    }

    [Fact]
    public async Task Lanes_and_their_labels_are_level()
    {
        var offsets = (await Page.Evaluate(
            """
            (() => {
              const labels = [...document.querySelectorAll('.labels .lane')].slice(1);
              const bases = [...document.querySelectorAll('.lanes g.lane .base')];
              return labels.map((label, i) => Math.abs(label.getBoundingClientRect().bottom - bases[i].getBoundingClientRect().bottom));
            })()
            """)).EnumerateArray().Select(offset => offset.GetDouble()).ToArray();

        Assert.NotEmpty(offsets);
        Assert.All(offsets, offset => Assert.True(offset <= 1.5, $"off by {offset} px"));
    }

    [Fact]
    public async Task A_heading_sorts_by_its_column_and_again_the_other_way()
    {
        var errors = Data.Value.Functions.Select(f => f.Row.Errors).Order().ToArray();

        await Page.Evaluate("document.querySelectorAll('.sortable button')[5].click()");
        Assert.Equal(errors.Reverse(), await Column(5));
        Assert.Equal("descending", (await Page.Evaluate("document.querySelector('.sortable').tHead.rows[0].cells[5].ariaSort")).GetString());
        Assert.Equal(1, await Count(".sortable th:not([aria-sort=none]):not([scope=row])"));

        await Page.Evaluate("document.querySelectorAll('.sortable button')[5].click()");
        Assert.Equal(errors, await Column(5));
        Assert.Equal("ascending", (await Page.Evaluate("document.querySelector('.sortable').tHead.rows[0].cells[5].ariaSort")).GetString());
    }

    [Fact]
    public async Task Names_sort_from_a_on()
    {
        await Page.Evaluate("document.querySelector('.sortable button').click()");

        var names = (await Page.Evaluate("[...document.querySelectorAll('.sortable tbody th')].map(th => th.textContent)")).EnumerateArray().Select(name => name.GetString()!);
        Assert.Equal(Data.Value.Functions.Select(f => f.Row.Function.DisplayName).Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task A_hostile_name_stays_text()
    {
        Assert.Equal(0, await Count("img"));
        Assert.Equal(1, (await Page.Evaluate($"[...document.querySelectorAll('.sortable tbody th')].filter(th => th.textContent === {System.Text.Json.JsonSerializer.Serialize(SampleRun.EvilName)}).length")).GetInt32());
        Assert.Empty(Page.Problems);
    }

    [Fact]
    public async Task Zooming_widens_the_lanes_and_shows_finer_ticks()
    {
        var before = await Number("document.querySelector('.lanes').getBoundingClientRect().width");

        await Page.Evaluate("(() => { const zoom = document.querySelector('[data-zoom=in]'); zoom.click(); zoom.click(); })()");

        Assert.Equal(before * 4, await Number("document.querySelector('.lanes').getBoundingClientRect().width"), 0);
        Assert.Equal("none", (await Page.Evaluate("getComputedStyle(document.querySelector('.lanes .l0')).display")).GetString());
        Assert.NotEqual("none", (await Page.Evaluate("getComputedStyle(document.querySelector('.lanes .l1')).display")).GetString());
        await Page.Evaluate("document.querySelector('[data-zoom=fit]').click()");
        Assert.Equal(before, await Number("document.querySelector('.lanes').getBoundingClientRect().width"), 0);
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_the_button_is_pressed()
    {
        const string Back = "getComputedStyle(document.body).backgroundColor";
        await Page.Emulate("screen", "light");
        var light = (await Page.Evaluate(Back)).GetString();
        await Page.Emulate("screen", "dark");
        var dark = (await Page.Evaluate(Back)).GetString();
        await Page.Evaluate("document.getElementById('theme').click()");
        var pressed = (await Page.Evaluate(Back)).GetString();
        await Page.Evaluate("document.getElementById('theme').click()");
        await Page.Emulate("print", "dark");
        var print = (await Page.Evaluate(Back)).GetString();

        Assert.NotEqual(light, dark);
        Assert.Equal(light, pressed);
        Assert.Equal(light, print);
    }

    [Fact]
    public async Task Arrow_keys_walk_through_the_figures_of_the_chart()
    {
        await Page.Evaluate("document.querySelector('.chart[data-chart]').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', cancelable: true }))");

        Assert.StartsWith("00:00:00.000: running", (await Page.Evaluate("document.querySelector('.readout').textContent")).GetString(), StringComparison.Ordinal);
        Assert.Equal("visible", (await Page.Evaluate("document.querySelector('.cursor').getAttribute('visibility')")).GetString());
    }

    [Fact]
    public async Task Printing_unfolds_the_tables_and_folds_them_again()
    {
        await Page.Evaluate("dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(0, await Count("details:not([open])"));

        await Page.Evaluate("dispatchEvent(new Event('afterprint'))");
        Assert.Equal(0, await Count("details[open]"));
    }

    [Fact]
    public async Task The_page_of_an_empty_run_loads_without_an_error()
    {
        await File.WriteAllTextAsync(_file, SampleRun.Page(SampleRun.Empty()));

        await Page.Open(_file);

        Assert.Equal(1, await Count("#concurrency > p"));
        Assert.Equal(0, await Count("#concurrency svg, #cold-starts svg, .lanes"));
        Assert.Empty(Page.Problems);
    }

    [Fact]
    public async Task A_page_that_fails_or_reaches_out_would_be_noticed()
    {
        await File.WriteAllTextAsync(_file, "<!DOCTYPE html><img src='http://127.0.0.1:9/x.png'><script>console.error('one'); throw new Error('two');</script>");

        await Page.Open(_file);

        Assert.Contains(Page.Problems, problem => problem.Contains("one", StringComparison.Ordinal));
        Assert.Contains(Page.Problems, problem => problem.Contains("two", StringComparison.Ordinal));
        Assert.Contains("http://127.0.0.1:9/x.png", Page.Requests);
    }

    private async Task<int> Count(string selector) => (await Page.Evaluate($"document.querySelectorAll(\"{selector}\").length")).GetInt32();

    private async Task<double> Number(string expression) => (await Page.Evaluate(expression)).GetDouble();

    private async Task<long[]> Column(int index) =>
        [.. (await Page.Evaluate($"[...document.querySelectorAll('.sortable tbody tr')].map(row => Number(row.cells[{index}].dataset.v))")).EnumerateArray().Select(value => value.GetInt64())];
}
