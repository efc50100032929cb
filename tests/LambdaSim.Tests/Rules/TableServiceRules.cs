namespace LambdaSim.Tests.Rules;

internal static class TableServiceRules
{
    private const string Public = "documented; order and words of checks: public implementations that were compared with AWS";

    public static RuleTopic Topic { get; } = new(
        "Tables of DynamoDB",
        null,
        [
            new("DDB-WIRE", "documented; observed in public reports",
                "Requests speak JSON 1.0; each answer has a CRC-32 of its body and an id of 52 letters, drawn from the seed"),
            new("DDB-ERROR", Public,
                "The type of an error names its family, and some spell the message's name with a capital letter"),
            new("DDB-TYPES", Public,
                "A member of another type than the model's is a SerializationException, before anything else is looked at"),
            new("DDB-ENVELOPE", Public,
                "Violations of the model are told together, ten at most; lists of structures are printed as Java prints them"),
            new("DDB-CREATE", Public,
                "CreateTable checks a table's definition in one order and says the first thing that is wrong"),
            new("DDB-STATES", "documented; how long they last: chosen (dynamoDb tableCreation)",
                "A table has no items for anybody while it is CREATING or DELETING, and takes no other change while one is under way"),
            new("DDB-DESCRIBE", "documented",
                "A table is described with its keys, indexes, units, billing, stream and state; items are counted every six hours"),
            new("DDB-KEY", Public,
                "Items have their key attributes with the types of the table, not empty, at most 2,048 and 1,024 bytes"),
            new("DDB-INDEX-KEY", Public,
                "What an item has of an index's key has the type of that key and is not empty"),
            new("DDB-READ", "documented",
                "GetItem gives the item or nothing"),
            new("DDB-WRITE", "documented",
                "A write replaces an item whole, creates it or deletes it, and shows what its ReturnValues ask for"),
            new("DDB-CAPACITY", "documented",
                "Reads take units by blocks of 4 KB and half of that when they are eventually consistent, writes by blocks of 1 KB"),
            new("DDB-INDEX-COST", "observed in public measurements",
                "A write takes units of an index only if what the index shows changes, and twice when its key moves"),
        ]);
}
