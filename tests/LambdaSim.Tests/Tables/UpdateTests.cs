using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>Updates: what is refused of them, and what they make of an item.</summary>
public sealed class UpdateTests
{
    private const string Item = """{"s":{"S":"abc"},"n":{"N":"5"},"l":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]},"m":{"M":{"x":{"S":"1"},"y":{"M":{"z":{"N":"1"}}}}},"t":{"SS":["x","y"]}}""";
    private const string Path = "The document path provided in the update expression is invalid for update";
    private const string Type = "An operand in the update expression has an incorrect data type";
    private const string Missing = "The provided expression refers to an attribute that does not exist in the item";

    [Theory]
    [InlineData("", "The expression can not be empty;")]
    [InlineData("  ", """Syntax error; token: "<EOF>", near: "" """)]
    [InlineData("INVALID SYNTAX", """Syntax error; token: "INVALID", near: "INVALID SYNTAX" """)]
    [InlineData("SET", """Syntax error; token: "<EOF>", near: "SET" """)]
    [InlineData("SET add = :n", """Syntax error; token: "add", near: "SET add =" """)]
    [InlineData("SET a=b c=d", """Syntax error; token: "c", near: "b c=" """)]
    [InlineData("SET q = n + :n + :n", """Syntax error; token: "+", near: ":n + :n" """)]
    [InlineData("SET q = list_append(n + :n, l)", """Syntax error; token: "+", near: "n + :n" """)]
    [InlineData("ADD q n", """Syntax error; token: "n", near: "q n" """)]
    [InlineData("REMOVE q,", """Syntax error; token: "<EOF>", near: "," """)]
    [InlineData("SET size = :n, y = foo(:n)", "Attribute name is a reserved keyword; reserved keyword: size")]
    [InlineData("SET q = :zz, y = foo(:n), q = :n SET d = :b", "Invalid function name; function: foo")]
    [InlineData("SET q = size(s)", "Invalid function name; function: size")]
    [InlineData("SET q.b = :n SET c = :n, q = :zz", "The \"SET\" section can only be used once in an update expression;")]
    [InlineData("SET q = :zz, #q = :n", "An expression attribute name used in the document path is not defined; attribute name: #q")]
    [InlineData("SET q = list_append(:n), r = if_not_exists(:zz, :n) ADD q :s", "An expression attribute value used in expression is not defined; attribute value: :zz")]
    [InlineData("SET q = :n, q = list_append(:n, :n)", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [q], path two: [q]")]
    [InlineData("SET q = :n REMOVE q.b[3]", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [q], path two: [q, b, [3]]")]
    [InlineData("SET aa = :n, b.c = :n, b.d = :n, b[0] = :n, b = :n", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b, c], path two: [b]")]
    [InlineData("SET q.b[3] = :n REMOVE q[4]", "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [q, b, [3]], path two: [q, [4]]")]
    [InlineData("SET q = list_append(:n, :n) ADD r :s", "Incorrect operand type for operator or function; operator: ADD, operand type: STRING")]
    [InlineData("ADD n :l", "Incorrect operand type for operator or function; operator: ADD, operand type: LIST")]
    [InlineData("ADD n :e", "Incorrect operand type for operator or function; operator: ADD, operand type: MAP")]
    [InlineData("ADD n :o", "Incorrect operand type for operator or function; operator: ADD, operand type: BOOLEAN")]
    [InlineData("ADD n :z", "Incorrect operand type for operator or function; operator: ADD, operand type: NULL")]
    [InlineData("ADD n :b", "Incorrect operand type for operator or function; operator: ADD, operand type: BINARY")]
    [InlineData("DELETE n :n", "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER")]
    [InlineData("SET n = n + :s", "Incorrect operand type for operator or function; operator or function: +, operand type: S")]
    [InlineData("SET n = :z - :s", "Incorrect operand type for operator or function; operator or function: -, operand type: NULL")]
    [InlineData("SET q = list_append(l, :n)", "Incorrect operand type for operator or function; operator or function: list_append, operand type: N")]
    [InlineData("SET q = :s + list_append(:n, l)", "Incorrect operand type for operator or function; operator or function: list_append, operand type: N")]
    [InlineData("SET q = if_not_exists(s)", "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1")]
    [InlineData("SET q = if_not_exists(:l, :l)", "Operator or function requires a document path; operator or function: if_not_exists")]
    [InlineData("SET q = ((n + :n))", "The expression has redundant parentheses;")]
    [InlineData("SET l[4294967295] = l", "List index is not within the allowable range; index: [4294967295]")]
    [Pins("DDB-UPDATE", "DDB-SYNTAX", "DDB-PATHS")]
    public void An_update_that_means_nothing_is_refused(string text, string message) =>
        Assert.Equal($"Invalid UpdateExpression: {message.TrimEnd()}", Expressions.Refusal(ExpressionKind.UpdateExpression, text));

    [Theory]
    [InlineData("SET q = s + :n", Type)]
    [InlineData("SET q = if_not_exists(zz, :s) + :n", Type)]
    [InlineData("SET q = list_append(s, :l)", Type)]
    [InlineData("SET q = list_append(s, zz)", Type)]
    [InlineData("SET q = s + zz", Type)]
    [InlineData("SET q = zz", Missing)]
    [InlineData("SET q = zz.b + n", Missing)]
    [InlineData("SET zz.a = zz", Missing)]
    [InlineData("SET zz.a = :n", Path)]
    [InlineData("SET s.a = :n", Path)]
    [InlineData("SET l.a = :n", Path)]
    [InlineData("SET m[0] = :n", Path)]
    [InlineData("SET l[7].a = :n", Path)]
    [InlineData("REMOVE zz.a", Path)]
    [InlineData("REMOVE m[1]", Path)]
    [InlineData("ADD zz.a :n", Path)]
    [InlineData("DELETE zz.a :t", Path)]
    [InlineData("ADD s :n", Type)]
    [InlineData("ADD n :t", Type)]
    [InlineData("ADD t :u", Type)]
    [InlineData("DELETE s :t", Type)]
    [InlineData("DELETE t :u", Type)]
    [Pins("DDB-UPDATE", "DDB-ADD")]
    public void An_item_that_does_not_fit_is_told_without_a_prefix(string text, string message) =>
        Assert.Equal(message, Record.Exception(() => Expressions.Update(text).Apply(Expressions.Item(Item)))?.Message);

    [Theory]
    [InlineData("SET q = n", """{"q":{"N":"5"}}""", "{}")]
    [InlineData("SET n = n + :n, s = n", """{"n":{"N":"6"},"s":{"N":"5"}}""", """{"n":{"N":"5"},"s":{"S":"abc"}}""")]
    [InlineData("SET n = (n - :m)", """{"n":{"N":"3"}}""", """{"n":{"N":"5"}}""")]
    [InlineData("SET n = if_not_exists(n, :m) + :n, q = if_not_exists(zz, :m)", """{"n":{"N":"6"},"q":{"N":"2"}}""", """{"n":{"N":"5"}}""")]
    [InlineData("SET q = list_append(if_not_exists(zz, :l), list_append(l, :l))", """{"q":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]}}""", "{}")]
    [InlineData("SET m.y.z = :m, l[1] = :s, zz = :n REMOVE m.x", """{"m":{"M":{"y":{"M":{"z":{"N":"2"}}}}},"l":{"L":[{"S":"x"}]},"zz":{"N":"1"}}""", """{"m":{"M":{"y":{"M":{"z":{"N":"1"}}},"x":{"S":"1"}}},"l":{"L":[{"N":"2"}]}}""")]
    [InlineData("REMOVE t, zz, l[9], m.q", "{}", """{"t":{"SS":["x","y"]}}""")]
    [InlineData("ADD n :m, q :m, m.y.z :m, m.y.w :n, t :t", """{"n":{"N":"7"},"q":{"N":"2"},"m":{"M":{"y":{"M":{"z":{"N":"3"},"w":{"N":"1"}}}}},"t":{"SS":["x","y"]}}""", """{"n":{"N":"5"},"m":{"M":{"y":{"M":{"z":{"N":"1"}}}}},"t":{"SS":["x","y"]}}""")]
    [InlineData("DELETE t :t, zz :t", """{"t":{"SS":["y"]}}""", """{"t":{"SS":["x","y"]}}""")]
    [InlineData("set q1 = n remove q2 add q3 :n delete q4 :t", """{"q1":{"N":"5"},"q3":{"N":"1"}}""", "{}")]
    [Pins("DDB-UPDATE", "DDB-ADD")]
    public void An_update_tells_what_its_paths_have_and_had(string text, string changed, string old)
    {
        var before = Expressions.Item(Item);
        var update = Expressions.Update(text);

        var after = update.Apply(before);

        Assert.Equal(changed, Expressions.Text(update.UpdatedNew(after)));
        Assert.Equal(old, Expressions.Text(update.UpdatedOld(before)));
        Assert.Equal(Item, Expressions.Text(before));
    }

    [Theory]
    [InlineData("SET l[10] = :s, l[7] = :n", "1 2 3 1 x")]
    [InlineData("REMOVE l[0], l[2]", "2")]
    [InlineData("REMOVE l[2], l[0] SET l[1] = :s, l[9] = :n", "x 1")]
    [InlineData("ADD l[0] :n", "2 2 3")]
    [InlineData("SET l[2] = l[0], l[0] = l[2]", "3 2 1")]
    [Pins("DDB-LIST-PLACES")]
    public void Places_of_a_list_are_those_before_the_update(string text, string items)
    {
        var list = (ListValue)Expressions.Update(text).Apply(Expressions.Item(Item))["l"]!;

        Assert.Equal(items, string.Join(' ', list.Items.ToArray().Select(static i => ValueJson.Write(i).Single().Value!.GetValue<string>())));
    }

    [Fact]
    [Pins("DDB-ADD")]
    public void A_set_that_loses_its_last_element_goes() =>
        Assert.Equal("""{"k":{"S":"1"}}""", Expressions.Text(Expressions.Update("DELETE t :t").Apply(Expressions.Item("""{"k":{"S":"1"},"t":{"SS":["x"]}}"""))));

    [Fact]
    [Pins("DDB-DEPTH")]
    public void An_update_does_not_nest_deeper_than_an_item_may_be()
    {
        JsonNode value = new JsonObject { ["M"] = new JsonObject() };
        for (var i = 0; i < 30; i++)
        {
            value = new JsonObject { ["M"] = new JsonObject { ["m"] = value } };
        }

        var item = Expressions.Item($$$"""{"a":{"M":{}},"b":{{{value.ToJsonString()}}}}""");

        Assert.StartsWith("Nesting Levels have exceeded", Record.Exception(() => Expressions.Update("SET a.x = b").Apply(item))?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"n":{"Action":"ADD"}}""", "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified")]
    [InlineData("""{"n":{}}""", "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified")]
    [InlineData("""{"n":{"Action":"DELETE","Value":{"N":"1"}}}""", "One or more parameter values were invalid: DELETE action with value is not supported for the type N")]
    [InlineData("""{"n":{"Action":"ADD","Value":{"S":"1"}}}""", "One or more parameter values were invalid: ADD action is not supported for the type S")]
    [InlineData("""{"n":{"Action":"ADD","Value":{"M":{}}}}""", "One or more parameter values were invalid: ADD action is not supported for the type M")]
    [InlineData("""{"n":{"Value":{"N":"b"}}}""", "The parameter cannot be converted to a numeric value: b")]
    [InlineData("""{"s":{"Action":"ADD","Value":{"N":"1"}}}""", "Type mismatch for attribute to update")]
    [InlineData("""{"s":{"Action":"DELETE","Value":{"SS":["1"]}}}""", "Type mismatch for attribute to update")]
    [Pins("DDB-LEGACY")]
    public void Attribute_updates_are_refused_in_AWS_words(string updates, string message) =>
        Assert.Equal(message, Record.Exception(() => Legacy(updates).Apply(Expressions.Item(Item)))?.Message);

    [Fact]
    [Pins("DDB-LEGACY")]
    public void Attribute_updates_put_add_and_delete()
    {
        var update = Legacy("""{"s":{"Action":"DELETE"},"n":{"Action":"ADD","Value":{"N":"2"}},"l":{"Action":"ADD","Value":{"L":[{"S":"x"}]}},"t":{"Action":"DELETE","Value":{"SS":["x"]}},"m":{"Value":{"N":"1"}},"a.b":{"Action":"ADD","Value":{"SS":["z"]}}}""");

        var after = update.Apply(Expressions.Item(Item));

        Assert.Equal("""{"n":{"N":"7"},"l":{"L":[{"N":"1"},{"N":"2"},{"N":"3"},{"S":"x"}]},"m":{"N":"1"},"t":{"SS":["y"]},"a.b":{"SS":["z"]}}""", Expressions.Text(after));
    }

    private static Update Legacy(string updates) => LegacyUpdates.Update(JsonNode.Parse(updates)!.AsObject());
}
