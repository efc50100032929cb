namespace LambdaSim.Tests.Tables;

/// <summary>
/// Random conditions and updates, most of them good, over attributes that random items have or have not. dynalite takes an empty text for none, so there is none.
/// </summary>
internal sealed class RandomExpressions(Random random)
{
    public const string Values = """
        {":s":{"S":"ab"},":e":{"S":"a"},":n":{"N":"1"},":m":{"N":"-2.50"},":h":{"N":"1E20"},":b":{"B":"AQI="},":t":{"BOOL":true},":z":{"NULL":true},":ss":{"SS":["ab","c"]},":ns":{"NS":["1","2"]},":bs":{"BS":["AQI="]},":l":{"L":[{"S":"ab"}]},":o":{"M":{"k":{"N":"1"}}},":ty":{"S":"N"}}
        """;

    public const string Names = """{"#s":"s","#w":"size","#d":"m.d"}""";

    private static readonly string[] _paths = ["s", "n", "b", "t", "u", "ss", "ns", "bs", "l", "m", "zz", "s", "n", "l[0]", "l[1]", "l[9]", "m.k", "m.q", "m.c.d", "s.x", "n[0]", "zz.k", "#s", "#w", "#d", "id"];
    private static readonly string[] _values = [":s", ":n", ":m", ":b", ":t", ":z", ":ss", ":ns", ":e", ":s", ":n", ":h"];
    private static readonly string[] _types = [":ty", ":s", ":n", "s", ":ty"];
    private static readonly string[] _signs = ["=", "<>", "<", "<=", ">", ">="];
    private static readonly string[] _bounds = [":m AND :n", ":n AND :h", ":n AND :n", ":e AND :s", ":b AND :b", ":n AND :m", ":n AND :s"];
    private static readonly string[] _noise = ["(", ")", "AND", "OR", "NOT", ",", "=", "s", ":n", "#no", ":no", "size", "foo(", "[", "+", "ADD", "0"];

    public string Item() =>
        "{" + string.Join(',', Some(
            $$"""{"S":"{{One("a", "ab", "abc", "zz")}}"} s""",
            $$"""{"N":"{{One("0", "1", "1.0", "-2.5", "100000000000000000000", "7")}}"} n""",
            $$"""{"B":"{{One("AQ==", "AQI=", "AgE=")}}"} b""",
            $$"""{"BOOL":{{One("true", "false")}}} t""",
            """{"NULL":true} u""",
            $$"""{"SS":[{{One("\"ab\"", "\"ab\",\"x\"", "\"c\",\"ab\"")}}]} ss""",
            $$"""{"NS":[{{One("\"1\"", "\"2\",\"1\"", "\"5\",\"-2.5\"")}}]} ns""",
            $$"""{"BS":[{{One("\"AQI=\"", "\"AQ==\"")}}]} bs""",
            $$"""{"L":[{{One("", "{\"S\":\"ab\"}", "{\"N\":\"1\"},{\"S\":\"x\"}", "{\"N\":\"3\"},{\"N\":\"4\"},{\"SS\":[\"q\"]}")}}]} l""",
            $$"""{"M":{{One("{}", "{\"k\":{\"N\":\"1\"}}", "{\"k\":{\"S\":\"a\"},\"c\":{\"M\":{\"d\":{\"N\":\"9\"}}}}")}}} m""",
            """{"S":"ab"} size""",
            """{"N":"1"} m.d""")
            .Select(static a => $"\"{a[(a.LastIndexOf(' ') + 1)..]}\":{a[..a.LastIndexOf(' ')]}")) + "}";

    public string Condition() => Noisy(Or(2));

    public string Update()
    {
        string[] sections = [.. new[] { "SET ", "REMOVE ", "ADD ", "DELETE " }.OrderBy(_ => random.Next()).Take(random.Next(1, 4))];

        // dynalite copies no values: what ADD and DELETE change it changes wherever SET has put it, so these do not meet.
        var isChanging = sections.Any(static s => s is "ADD " or "DELETE ");
        return Noisy(string.Join(' ', sections.Select(s => s + string.Join(", ", Enumerable.Range(0, random.Next(1, 3)).Select(_ => Target(s, isChanging))))));
    }

    private string Target(string section, bool isChanging) => section switch
    {
        "SET " when isChanging => $"{Place("s", "q", "l[0]", "m.k", "m.new", "r", "#w")} = {One(":s", ":n", ":l", ":ss", ":o", ":z")}",
        "SET " => $"{Place("s", "n", "q", "l[0]", "l[9]", "m.k", "m.new", "ss", "r", "#w", "#d")} = {Sum()}",

        // No places of lists: dynalite moves the others at once, and tells what has moved there as what is new.
        "REMOVE " => One("s", "n", "t", "m.k", "m", "zz", "#w", "zz.k", "s.x", "m.q"),
        "ADD " => random.Next(3) switch
        {
            0 => $"{Place("n", "q", "m.k", "l[0]")} {One(":n", ":m", ":h")}",
            1 => $"{One("ss", "ns", "bs", "q")} {One(":ss", ":ns", ":bs")}",
            _ => $"{Place("n", "q")} {One(":n", ":ss", ":s", ":l", ":t")}",
        },
        _ => random.Next(4) == 0 ? $"{Place("ss", "zz")} {One(":ss", ":ns", ":bs", ":n", ":z")}" : One("ss :ss", "ns :ns", "bs :bs", "zz :ss"),
    };

    // Mostly one that an item has room for.
    private string Place(params string[] good) => random.Next(6) > 0 ? One(good) : Path();

    private string Sum() => random.Next(8) switch
    {
        0 or 1 => $"{Number()} {One("+", "-")} {Number()}",
        2 => $"({Number()} + {Number()})",
        3 => $"if_not_exists({One("s", "n", "zz", "m.q", "m.k", "l[9]", "l[0]", "s.x", "#w", ":n")}, {Copied()})",
        4 => $"list_append({One("l", ":l", "if_not_exists(zz, :l)", "s", ":n")}, {One(":l", "l")})",
        _ => Copied(),
    };

    // A whole map or list never goes into itself, with which dynalite ends.
    private string Copied() => One("s", "n", "t", "ss", "l[0]", "m.k", "m.c.d", "zz", "#w", "#d", Value(), Value(), Value(), ":l", ":o");

    private string Number() => One("n", "n", ":n", ":m", "m.k", "if_not_exists(n, :n)", "zz", ":h", "s", ":s");

    private string Or(int depth) => string.Join(One(" OR ", " or "), Enumerable.Range(0, random.Next(1, 3)).Select(_ => And(depth)));

    private string And(int depth) => string.Join(" AND ", Enumerable.Range(0, random.Next(1, 3)).Select(_ => (random.Next(5) == 0 ? "NOT " : "") + Primary(depth)));

    // Two paths would often both be missing, of which dynalite makes an equality.
    // Sets, lists and maps it compares in ways of its own.
    private string Comparison()
    {
        var sign = One(_signs);
        var value = sign is "=" or "<>" ? Value() : One(":s", ":n", ":m", ":b", ":h");
        return random.Next(2) == 0 ? $"{Compared()} {sign} {value}" : $"{value} {sign} {Path()}";
    }

    // A prefix or part is always a value: dynalite ends with one that is not there.
    private string Primary(int depth) => random.Next(depth > 0 ? 10 : 8) switch
    {
        0 or 1 or 2 => Comparison(),
        3 => $"{Compared()} BETWEEN {One(_bounds)}",
        4 => $"{Compared()} IN ({string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value()))})",
        5 => $"{One("attribute_exists", "attribute_not_exists")}({One(Path(), Path(), Path(), Value())})",
        6 => $"attribute_type({Path()}, {One(_types)})",
        7 => $"{One("begins_with", "contains")}({Path()}, {Value()})",
        _ => $"({Or(depth - 1)})",
    };

    private string Compared() => random.Next(6) == 0 ? $"size({Operand()})" : Operand();

    private string Operand() => random.Next(5) < 3 ? Path() : Value();

    private string Path() => One(_paths);

    private string Value() => One(_values);

    // One in eight has a token too many, too few, or another one.
    private string Noisy(string text)
    {
        if (random.Next(8) > 0)
        {
            return text;
        }

        var tokens = text.Split(' ').ToList();
        var at = random.Next(tokens.Count);
        switch (random.Next(3))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, One(_noise));
                break;
            default:
                tokens[at] = One(_noise);
                break;
        }

        return string.Join(' ', tokens);
    }

    private string One(params string[] texts) => texts[random.Next(texts.Length)];

    private IEnumerable<string> Some(params string[] texts) => texts.Where(_ => random.Next(3) > 0);
}
