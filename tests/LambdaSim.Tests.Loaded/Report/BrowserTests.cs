using LambdaSim.Projections.Report;
using LambdaSim.Projections.Scenes;
using Microsoft.Playwright;

namespace LambdaSim.Tests.Report;

public sealed class BrowserTests(SharedBrowser shared) : IAsyncLifetime, IClassFixture<SharedBrowser>
{
    private static readonly Lazy<ReportData> Data = new(() => SampleRun.Data());

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");
    private Browser? _browser;

    private Browser Page => _browser!;

    private static Scene Shown => Data.Value.Scenes!.First(scene => scene.Reason == SceneReason.Throttle);

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
            await _browser.Emulate(Media.Screen, ColorScheme.Light);
            await _browser.Page.SetViewportSizeAsync(1_440, 900);
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
        await Page.Page.ClickAsync("#environments [data-zoom=fit]");
        Assert.Equal(Shown.Lanes.Count + 1, await Count(".labels .lane"));
        Assert.True(await Count(".lanes rect.i") > 0);
        Assert.True(await Count(".lanes rect.k") > 0);
        Assert.True(await Count(".lanes use[href='#refused']") > 0);
        Assert.Equal(4, await Count("#concurrency [data-plot=main] path.line"));
        Assert.Equal(1, await Count("#concurrency [data-plot=main] path.limit"));
        Assert.Equal(1, await Count("#concurrency [data-plot=panel] path.limit.reserved"));
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
              const bases = [...document.querySelectorAll('.lanes .base')].slice(1);
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
        Assert.Equal(Data.Value.Functions.Select(f => ReportText.Clean(ReportText.Name(f.Row.Function.DisplayName))).Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task A_hostile_name_stays_text()
    {
        Assert.Equal(0, await Count("img"));
        Assert.Equal(1, (await Page.Evaluate($"[...document.querySelectorAll('.sortable tbody th')].filter(th => th.textContent === {System.Text.Json.JsonSerializer.Serialize(SampleRun.EvilName)}).length")).GetInt32());
        Assert.Contains(ReportText.Clean(ReportText.Name(SampleRun.LongName)), (await Page.Evaluate("[...document.querySelectorAll('.sortable tbody th')].map(th => th.textContent)")).EnumerateArray().Select(th => th.GetString()));
        for (var i = 0; i < Data.Value.Scenes!.Count; i++)
        {
            await Page.Page.ClickAsync($"[data-scene='{i}']");
            Assert.Contains(SampleRun.EvilName, (await Page.Evaluate("[...document.querySelectorAll('#environments option')].map(option => option.textContent)")).EnumerateArray().Select(option => option.GetString()));
            await Page.Page.SelectOptionAsync("#environments select", new SelectOptionValue { Label = SampleRun.EvilName });
            await Page.Page.FocusAsync(".lanes-view");
            await Page.Page.Keyboard.PressAsync("ArrowRight");
            Assert.Contains(SampleRun.EvilName, await Text(".story"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await Count("img"));
        Assert.Empty(Page.Problems);
    }

    [Fact]
    public async Task Zooming_shows_a_part_of_the_stretch_and_dragging_moves_it()
    {
        await Page.Page.ClickAsync("#environments [data-zoom=fit]");
        Assert.Equal("the whole stretch", await Text("#environments output"));
        await Page.Page.ClickAsync("#environments [data-zoom=in]");
        await Page.Page.ClickAsync("#environments [data-zoom=in]");
        var before = await Text("#environments output");

        await Drag("#environments .lanes-view", from: 0.8, to: 0.3);

        var after = await Text("#environments output");
        Assert.Contains(" to ", before, StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(after, before) > 0, $"{before} became {after}");
        Assert.Equal(Shown.Lanes.Count + 1, await Count(".labels .lane"));
    }

    [Fact]
    public async Task A_call_that_is_clicked_tells_its_story()
    {
        await Page.Page.ClickAsync("#environments [data-zoom=fit]");
        await Page.Page.Locator(".lanes rect.k").First.ClickAsync(new() { Force = true });

        var title = await Text(".story h3");
        var number = int.Parse(title["Call ".Length..title.IndexOf(" of ", StringComparison.Ordinal)].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        var lines = (await Page.Evaluate("[...document.querySelectorAll('.story tr')].map(row => row.cells[0].textContent + ' ' + row.cells[1].textContent)")).EnumerateArray().Select(line => line.GetString());
        Assert.Equal(Shown.Stories[number].Select(line => ReportText.Time(line.Time) + " " + ReportText.Clean(line.Text)), lines);
        Assert.Contains("cold", title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_go_from_call_to_call_and_from_lane_to_lane()
    {
        await Page.Page.FocusAsync(".lanes-view");
        await Page.Page.Keyboard.PressAsync("ArrowRight");
        var first = await Text(".story h3");
        await Page.Page.Keyboard.PressAsync("ArrowDown");
        var second = await Text(".story h3");
        await Page.Page.Keyboard.PressAsync("ArrowUp");
        await Page.Page.Keyboard.PressAsync("ArrowUp");
        var refused = await Text(".story h3");

        Assert.StartsWith("Call ", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Contains("throttled: ", refused, StringComparison.Ordinal);
        Assert.Equal(1, await Count(".lanes .chosen"));
    }

    [Fact]
    public async Task Lanes_are_filtered_by_function()
    {
        var name = Shown.Lanes[0].Function.DisplayName;

        await Page.Page.SelectOptionAsync("#environments select", new SelectOptionValue { Label = name });

        var labels = (await Page.Evaluate("[...document.querySelectorAll('.labels .lane:not(.refused) span')].map(label => label.textContent)")).EnumerateArray().Select(label => label.GetString()).ToArray();
        Assert.Equal(Shown.Lanes.Count(lane => lane.Function.DisplayName == name), labels.Length);
        Assert.All(labels, label => Assert.Equal(name, label));
    }

    [Fact]
    public async Task Each_stretch_has_a_button()
    {
        for (var i = 0; i < Data.Value.Scenes!.Count; i++)
        {
            await Page.Page.ClickAsync($"[data-scene='{i}']");

            Assert.Equal(ReportText.Clean(SceneSection.Why(Data.Value, Data.Value.Scenes[i])), await Text(".why"));
            Assert.Equal(1, await Count("[data-scene][aria-pressed=true]"));
        }

        Assert.Empty(Page.Problems);
    }

    [Fact]
    public async Task A_drag_over_the_concurrency_chart_zooms_and_the_lanes_follow()
    {
        var scene = Data.Value.Scenes![0];
        await Drag("#concurrency .chart > svg", from: 0.071, to: 0.2);

        Assert.Matches("^00:0[01]:.* to 00:1[0-9]:.*$", await Text("#concurrency output"));
        Assert.Equal(1, await Count("#concurrency .overview:not([hidden])"));
        Assert.Equal("true", await Page.Page.GetAttributeAsync("[data-scene='0']", "aria-pressed"));
        Assert.StartsWith(ReportText.Time(scene.From)[..5], await Text("#environments output"), StringComparison.Ordinal);

        await Drag("#concurrency .overview", from: 0.13, to: 0.6);
        Assert.Matches("^0[01]:[0-9:.]* to 01:.*$", await Text("#concurrency output"));

        await Page.Page.ClickAsync("#concurrency [data-zoom=fit]");
        Assert.Equal("the whole run", await Text("#concurrency output"));
        Assert.Empty(Page.Problems);
    }

    [Fact]
    public async Task The_chart_s_lines_stay_within_its_frame_when_zoomed()
    {
        await Page.Page.FocusAsync("#concurrency .chart");
        foreach (var key in (string[])["ArrowRight", "+", "+", "+"])
        {
            await Page.Page.Keyboard.PressAsync(key);
        }

        Assert.Equal("hidden", (await Page.Evaluate("getComputedStyle(document.querySelector('#concurrency [data-plot=main]')).overflow")).GetString());
        Assert.Contains(" to ", await Text("#concurrency output"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_440, Media.Screen)]
    [InlineData(900, Media.Screen)]
    [InlineData(600, Media.Screen)]
    [InlineData(400, Media.Screen)]
    [InlineData(1_032, Media.Print)]
    public async Task No_labels_collide(int width, Media medium)
    {
        await Page.Page.SetViewportSizeAsync(width, 900);
        await Page.Emulate(medium, ColorScheme.Light);
        await Page.Evaluate(medium == Media.Print ? "dispatchEvent(new Event('beforeprint'))" : "dispatchEvent(new Event('resize'))");

        var collisions = (await Page.Evaluate(
            """
            [...document.querySelectorAll('.chart > svg, svg.lanes')].flatMap(svg => {
              const texts = [...svg.querySelectorAll('text')].map(text => ({ words: text.textContent, box: text.getBoundingClientRect() })).filter(text => text.box.width > 0);
              return texts.flatMap((a, i) => texts.slice(i + 1)
                .filter(b => Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4)
                .map(b => a.words + ' / ' + b.words));
            })
            """)).EnumerateArray().Select(pair => pair.GetString());

        Assert.Empty(collisions);
        Assert.Equal(width, await Number("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task On_paper_each_picture_fits_on_a_page_with_its_heading()
    {
        // A4 landscape less the margins, at 96 to the inch.
        await Page.Page.SetViewportSizeAsync(1_032, 703);
        await Page.Emulate(Media.Print, ColorScheme.Light);
        await Page.Evaluate("dispatchEvent(new Event('beforeprint'))");

        foreach (var (section, picture) in new[] { ("#concurrency", ".chart"), ("#cold-starts", ".chart"), ("#environments", ".timeline"), ("#latency", ".chart") })
        {
            var height = await Number($"document.querySelector('{section} {picture}').getBoundingClientRect().bottom - document.querySelector('{section} h2').getBoundingClientRect().top");
            Assert.True(height <= 703, $"{section} is {height} px high");
        }
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_the_button_is_pressed()
    {
        const string Back = "getComputedStyle(document.body).backgroundColor";
        await Page.Emulate(Media.Screen, ColorScheme.Light);
        var light = (await Page.Evaluate(Back)).GetString();
        await Page.Emulate(Media.Screen, ColorScheme.Dark);
        var dark = (await Page.Evaluate(Back)).GetString();
        await Page.Evaluate("document.getElementById('theme').click()");
        var pressed = (await Page.Evaluate(Back)).GetString();
        await Page.Evaluate("document.getElementById('theme').click()");
        await Page.Emulate(Media.Print, ColorScheme.Dark);
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

    private async Task<string> Text(string selector) => await Page.Page.TextContentAsync(selector) ?? "";

    // Shares of the element's width, in the middle of its height.
    private async Task Drag(string selector, double from, double to)
    {
        var element = Page.Page.Locator(selector).First;
        await element.ScrollIntoViewIfNeededAsync();
        var box = (await element.BoundingBoxAsync())!;
        var y = box.Y + Math.Min(box.Height / 2, 100);
        await Page.Page.Mouse.MoveAsync((float)(box.X + (box.Width * from)), y);
        await Page.Page.Mouse.DownAsync();
        await Page.Page.Mouse.MoveAsync((float)(box.X + (box.Width * (from + to) / 2)), y);
        await Page.Page.Mouse.MoveAsync((float)(box.X + (box.Width * to)), y);
        await Page.Page.Mouse.UpAsync();
    }

    private async Task<double> Number(string expression) => (await Page.Evaluate(expression)).GetDouble();

    private async Task<long[]> Column(int index) =>
        [.. (await Page.Evaluate($"[...document.querySelectorAll('.sortable tbody tr')].map(row => Number(row.cells[{index}].dataset.v))")).EnumerateArray().Select(value => value.GetInt64())];
}
