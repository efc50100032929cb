namespace LambdaSim.Tests.Rules;

internal static class ExpressionRules
{
    private const string Compared = "documented; texts and their order: public implementations that were compared with AWS";

    public static RuleTopic Topic { get; } = new(
        "Expressions of DynamoDB",
        null,
        [
            new("DDB-PARAMETERS", Compared,
                "A request uses expressions or the older parameters, and names and values only with expressions"),
            new("DDB-TOKENS", Compared + "; texts of tokens that are too long or too many: chosen",
                "Names and values are defined and used; maps are read first, then update, condition, key condition, filter, projection"),
            new("DDB-SYNTAX", "documented; texts: public error reports",
                "An expression is read once from left to right; a fault is told by its token and the text around it"),
            new("DDB-RESERVED", "documented",
                "A bare name is none of 573 words, at each level of a path"),
            new("DDB-EXPRESSION-LIMITS", "documented; texts: public error reports",
                "An expression has at most 4,096 bytes, 300 operators and functions, and 100 operands in an IN"),
            new("DDB-CONDITION", Compared,
                "What is missing, or of another type, makes each comparison false except the one for difference; NOT turns the answer round"),
            new("DDB-SIZE-FUNCTION", "documented; texts beyond ASCII by bytes: chosen",
                "A size is the bytes of texts and bytes, and the elements of sets, lists and maps; other types have none"),
            new("DDB-PATHS", Compared,
                "Paths of one expression are neither parts of each other nor make one place a list and a map"),
            new("DDB-PROJECTION", "documented",
                "A projection gives parts inside their parents; places of lists move together"),
            new("DDB-UPDATE", Compared,
                "An update reads the item as it was, all values first; parents of its paths are there already"),
            new("DDB-ADD", "documented",
                "ADD makes or raises a number and makes or fills a set; DELETE takes elements away, and with the last one the attribute"),
            new("DDB-LIST-PLACES", "documented",
                "Places of a list are those before the update; what is set behind the end follows it in the order of places"),
            new("DDB-KEY-CONDITION", Compared + "; keys of several attributes: documented",
                "A Query has one value for each partition key, and from the left on at most one condition for each sort key, of which only the last is no equality"),
            new("DDB-LEGACY", Compared,
                "The older parameters mean the same conditions, updates and projections"),
            new("DDB-LEGACY-OPERATOR", "observed: public implementations that were compared with AWS",
                "An operator of a filter or key condition takes texts, numbers and bytes, EQ and NE sets too, BEGINS_WITH no numbers"),
        ]);
}
