namespace LambdaSim.Tests.Rules;

internal static class PatternRules
{
    public static RuleTopic Topic { get; } = new(
        "Event patterns",
        "Rules of EventBridge, filters of event source mappings and filter policies of SNS: one matcher.",
        [
            new("PAT-EQUALS", "recorded (event-patterns)",
                "Fields of a pattern must all match, of a list any item; a text matches exactly, null and \"\" differ, and names joined by dots are the same as nested ones"),
            new("PAT-NUMBER", "recorded (event-patterns); six decimals and five thousand million: documented",
                "A number matches as it is written and by its value to the sixth decimal, from -5.0E9 to 5.0E9; beyond only as it is written; texts are no numbers"),
            new("PAT-AFFIX", "recorded (event-patterns)",
                "prefix and suffix match texts, with equals-ignore-case whatever the case"),
            new("PAT-IGNORE-CASE", "recorded (event-patterns)",
                "equals-ignore-case matches a text letter by letter, upper or lower"),
            new("PAT-ANYTHING-BUT", "recorded (event-patterns)",
                "anything-but needs the field and matches what none of its values or nested prefix, suffix, equals-ignore-case or wildcard means, other kinds of values included; in an array one such element is enough"),
            new("PAT-EXISTS", "recorded (event-patterns)",
                "exists looks for values: objects and empty arrays are none"),
            new("PAT-WILDCARD", "recorded (event-patterns)",
                "A star matches any run of characters; a backslash stands before a star or itself only; two stars in a row are refused"),
            new("PAT-COMPLEX", "text documented; the limit chosen between accepted and refused patterns of users",
                "Wildcards of a field of which one text can match ten beginnings at once are refused"),
            new("PAT-CIDR", "recorded (event-patterns)",
                "cidr matches IPv4 and IPv6 addresses from the one written to the last of the block, in any spelling; a text that is an address matches its other spellings; blocks of one address are refused"),
            new("PAT-OR", "documented",
                "$or takes at least two objects, at any level; operators cannot be names within it; more than 1,000 combinations are refused"),
            new("PAT-ARRAY", "documented; recorded (events-delivery)",
                "Any element of an array may match, and fields of objects in an array match only in the same element"),
            new("PAT-TEXTS", "recorded (event-patterns/errors.json)",
                "A pattern that is none is refused in the words of AWS's parser, with the line and column at which it stands"),
        ]);
}
