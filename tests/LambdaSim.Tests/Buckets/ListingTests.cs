using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Tests.Buckets;

/// <summary>Listings of objects.</summary>
public sealed class ListingTests : IDisposable
{
    private readonly S3World _s3 = new();
    private readonly Bucket _bucket;

    public ListingTests() => _bucket = _s3.Add();

    public void Dispose() => _s3.Dispose();

    [Theory]
    [InlineData("", "a.txt b/1 b/2 b/c/3 d/4 e", "")]
    [InlineData("&delimiter=/", "a.txt e", "b/ d/")]
    [InlineData("&delimiter=/&prefix=b/", "b/1 b/2", "b/c/")]
    [InlineData("&prefix=b", "b/1 b/2 b/c/3", "")]
    [InlineData("&delimiter=/&prefix=b", "", "b/")]
    [InlineData("&start-after=b/2", "b/c/3 d/4 e", "")]
    [InlineData("&start-after=b/1&delimiter=/", "e", "d/")]
    [InlineData("&prefix=none", "", "")]
    [InlineData("&delimiter=c/", "a.txt b/1 b/2 d/4 e", "b/c/")]
    [Pins("BKT-LIST")]
    public void A_listing_tells_keys_and_common_prefixes(string query, string keys, string prefixes)
    {
        foreach (var key in new[] { "e", "d/4", "b/2", "b/c/3", "a.txt", "b/1" })
        {
            _bucket.Put(key, "1");
        }

        var answer = _s3.Get($"/uploads?list-type=2{query}");

        Assert.Equal(keys, string.Join(' ', answer.Texts("Key")));
        Assert.Equal(prefixes, string.Join(' ', answer.Xml.Elements().Where(e => e.Name.LocalName == "CommonPrefixes").Select(e => e.Value)));
        Assert.Equal(Text.Of(answer.Texts("Key").Length + answer.Xml.Elements().Count(e => e.Name.LocalName == "CommonPrefixes")), answer.Text("KeyCount"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&delimiter=/")]
    [InlineData("&delimiter=/&prefix=p1")]
    [Pins("BKT-LIST")]
    public void Pages_of_any_size_tell_what_one_page_tells(string query)
    {
        for (var i = 0; i < 60; i++)
        {
            _bucket.Put($"p{i / 7}/{(i % 3 == 0 ? "" : "x/")}{i}", "1");
            _bucket.Put($"single{i}", "1");
        }

        var all = Told(_s3.Get($"/uploads?list-type=2{query}"));
        foreach (var size in new[] { 1, 2, 7, 50 })
        {
            List<string> pages = [];
            string? token = null;
            do
            {
                var page = _s3.Get($"/uploads?list-type=2{query}&max-keys={size}{(token is null ? "" : $"&continuation-token={Uri.EscapeDataString(token)}")}");
                pages.AddRange(Told(page));
                token = page.Texts("NextContinuationToken").SingleOrDefault();
                Assert.Equal(token is null ? "false" : "true", page.Text("IsTruncated"));
            }
            while (token is not null);

            Assert.Equal(all.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    [Pins("BKT-LIST")]
    public void The_older_listing_goes_on_by_a_marker()
    {
        foreach (var key in new[] { "a/1", "a/2", "b", "c/1", "d" })
        {
            _bucket.Put(key, "1");
        }

        var first = _s3.Get("/uploads?delimiter=/&max-keys=2");
        var second = _s3.Get($"/uploads?delimiter=/&marker={first.Text("NextMarker")}");

        Assert.Equal(["a/", "b"], Told(first).Order(StringComparer.Ordinal));
        Assert.Equal(["c/", "d"], Told(second).Order(StringComparer.Ordinal));
        Assert.Empty(_s3.Get("/uploads?max-keys=2").Texts("NextMarker"));
    }

    [Fact]
    [Pins("BKT-LIST")]
    public void Keys_are_in_the_order_of_their_bytes()
    {
        string[] keys = ["\U0001F600", "\uFF21", "z", "é", "Z", "a", "a/", "a!"];
        foreach (var key in keys)
        {
            _bucket.Put(key, "1");
        }

        var expected = keys.OrderBy(static k => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(k)), StringComparer.Ordinal);
        Assert.Equal(expected, _bucket.Keys);
        Assert.Equal(expected, _s3.Get("/uploads?list-type=2&encoding-type=url").Texts("Key").Select(static k => Uri.UnescapeDataString(k.Replace('+', ' '))));
    }

    [Theory]
    [InlineData("max-keys=no", "400 InvalidArgument: Provided max-keys not an integer or within integer range")]
    [InlineData("max-keys=-1", "400 InvalidArgument: Argument max-keys must be an integer between 0 and 2147483647")]
    [InlineData("encoding-type=base64", "400 InvalidArgument: Invalid Encoding Method specified in Request")]
    [InlineData("continuation-token=%21", "400 InvalidArgument: The continuation token provided is incorrect")]
    [Pins("BKT-LIST")]
    public void What_is_no_parameter_of_a_listing_is_refused(string query, string error) => Assert.Equal(error, _s3.Get($"/uploads?list-type=2&{query}").Error);

    [Fact]
    [Pins("BKT-LIST")]
    public void A_page_has_a_thousand_at_most_and_may_have_none()
    {
        _bucket.Put("a", "1");

        Assert.Equal("1000", _s3.Get("/uploads?list-type=2&max-keys=5000").Text("MaxKeys"));
        Assert.Equal(("false", 0), (_s3.Get("/uploads?list-type=2&max-keys=0").Text("IsTruncated"), _s3.Get("/uploads?list-type=2&max-keys=0").Texts("Key").Length));
    }

    private static IEnumerable<string> Told(S3Reply page) =>
        page.Texts("Key").Concat(page.Xml.Elements().Where(static e => e.Name.LocalName == "CommonPrefixes").Select(static e => e.Value));
}
