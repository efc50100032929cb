using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

// Items as tests and handlers in C# see them, without a client.
public sealed partial class Table
{
    private const string Reflects = "Reads and writes JSON by reflection.";

    /// <summary>All items as JSON, in the order of a scan: sets as lists, bytes as base64.</summary>
    public IReadOnlyList<JsonObject> Items => [.. _store.Scan(null, 0, RowStore.HashSlots).Select(static r => PlainValues.Plain(r.Item))];

    /// <summary>Puts an item in place of what its key has.</summary>
    /// <param name="item">An object, a record, a dictionary or a <see cref="JsonObject"/>: what JSON makes of it.</param>
    /// <param name="condition">A ConditionExpression; null: none. <c>#name</c> is the attribute <c>name</c>.</param>
    /// <param name="values">What the condition calls <c>:name</c>, as members of an object.</param>
    /// <exception cref="AwsServiceException">The condition does not hold, or DynamoDB would refuse the item.</exception>
    /// <example>
    /// <code>
    /// orders.Put(new { id = "o-1", total = 12.5m }, "attribute_not_exists(id)");
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public void Put(object item, string? condition = null, object? values = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        RequireThere();
        var put = Members(item);
        ItemRequests.RequireSize(put);
        var conditions = condition is null ? WriteConditions.None : WriteConditions.Of(null, condition, Parameters(values, condition), Catalog);
        Ask("PutItem", ItemRequests.WriteOf(this, put, conditions));
    }

    /// <summary>The item of a key, as JSON; null: there is none.</summary>
    /// <exception cref="AwsServiceException">The key is none of this table's.</exception>
    public JsonObject? Get(object key, object? sort = null)
    {
        RequireThere();
        var (hash, range) = ItemChecks.RequireKey(this, KeyOf(key, sort));
        var found = Host.Do(TableBook.Arns, "GetItem", Name, (Table: this, hash, range), static s => s.Table.Read(s.hash, s.range, isConsistent: true, s.Table.Host.Sender).Item);
        return found is null ? null : PlainValues.Plain(found);
    }

    /// <summary>The item of a key as a value; null: there is none.</summary>
    /// <exception cref="AwsServiceException">The key is none of this table's.</exception>
    /// <exception cref="JsonException">The item is no such value.</exception>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public T? Get<T>(object key, object? sort = null)
        where T : class => Get(key, sort)?.Deserialize<T>(PayloadJson.Options);

    /// <summary>Changes the item of a key, or makes it.</summary>
    /// <param name="key">Of the partition.</param>
    /// <param name="expression">An UpdateExpression; <c>#name</c> is the attribute <c>name</c>.</param>
    /// <param name="values">What expression and condition call <c>:name</c>, as members of an object.</param>
    /// <param name="sort">The sort key; null: the table has none.</param>
    /// <param name="condition">A ConditionExpression; null: none.</param>
    /// <returns>The item as it is now.</returns>
    /// <exception cref="AwsServiceException">The condition does not hold, or DynamoDB would refuse the change.</exception>
    /// <example>
    /// <code>
    /// orders.Update("o-1", "SET #status = :s", new { s = "paid" });
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public JsonObject Update(object key, string expression, object? values = null, object? sort = null, string? condition = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        RequireThere();
        var conditions = WriteConditions.Of(expression, condition, Parameters(values, expression, condition), Catalog);
        return PlainValues.Plain(Ask("UpdateItem", ItemRequests.UpdateOf(this, KeyOf(key, sort), conditions)).Change.Item!);
    }

    /// <summary>Deletes the item of a key.</summary>
    /// <returns>False: there was none.</returns>
    /// <exception cref="AwsServiceException">The key is none of this table's.</exception>
    public bool Delete(object key, object? sort = null)
    {
        RequireThere();
        return Ask("DeleteItem", ItemRequests.DeleteOf(this, KeyOf(key, sort), WriteConditions.None)).Before is not null;
    }

    /// <summary>Finds the items of one partition, all pages of them.</summary>
    /// <param name="condition">A KeyConditionExpression; <c>#name</c> is the attribute <c>name</c>.</param>
    /// <param name="values">What the expressions call <c>:name</c>, as members of an object.</param>
    /// <param name="index">An index; null: the table itself.</param>
    /// <param name="filter">A FilterExpression; null: none.</param>
    /// <param name="descending">From the greatest sort key on.</param>
    /// <exception cref="AwsServiceException">DynamoDB would refuse the query.</exception>
    /// <example>
    /// <code>
    /// var paid = orders.Query("customer = :c AND placed &gt; :day", new { c = "ada", day = "2026-01-01" }, index: "by-customer");
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public IReadOnlyList<JsonObject> Query(string condition, object? values = null, string? index = null, string? filter = null, bool descending = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(condition);
        var request = Request(values, (nameof(ExpressionKind.KeyConditionExpression), condition), (nameof(ExpressionKind.FilterExpression), filter));
        request["TableName"] = Arn;
        request["ScanIndexForward"] = !descending;
        if (index is not null)
        {
            request["IndexName"] = index;
        }

        List<JsonObject> found = [];
        do
        {
            var page = Host.Do(TableBook.Arns, "Query", Name, (Table: this, request), static s => QueryRequests.Query(s.Table.Catalog, s.request, s.Table.Host.Sender));
            found.AddRange(page[nameof(Items)]!.AsArray().Select(static i => PlainValues.Plain(ValueReader.Item(i!.AsObject()))));
            request["ExclusiveStartKey"] = page["LastEvaluatedKey"]?.DeepClone();
        }
        while (request["ExclusiveStartKey"] is not null);
        return found;
    }

    private WriteResult Ask(string operation, ItemWrite write) => Host.Do(TableBook.Arns, operation, Name, (Table: this, write), static s => s.Table.Write(s.write, s.Table.Host.Sender));

    private void RequireThere() => _ = Status is TableStatus.Active or TableStatus.Updating && !IsGone ? 0 : throw TableException.NotFound();

    private Item KeyOf(object key, object? sort)
    {
        ArgumentNullException.ThrowIfNull(key);
        return sort is null ? new Item([Keys.Hash], [PlainValues.Key(key)])
            : new Item([Keys.Hash, Keys.Range ?? throw new ArgumentException($"the table {Name} has no sort key", nameof(sort))], [PlainValues.Key(key), PlainValues.Key(sort)]);
    }

    // The names and values that expressions use.
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    private ExpressionParameters Parameters(object? values, params ReadOnlySpan<string?> expressions)
    {
        List<(string Token, string Name)> names = [];
        foreach (var text in expressions)
        {
            AddNames(names, text ?? "");
        }

        if (values is null)
        {
            return ExpressionParameters.Of([.. names], []);
        }

        var given = Members(values);
        var tokens = new (string, AttributeValue)[given.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = ($":{given.Names[i]}", given.Values[i]);
        }

        return ExpressionParameters.Of([.. names], tokens);
    }

    // The same as a request has them.
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    private JsonObject Request(object? values, params ReadOnlySpan<(string Name, string? Text)> expressions)
    {
        var request = new JsonObject();
        List<(string Token, string Name)> names = [];
        foreach (var (name, text) in expressions)
        {
            if (text is not null)
            {
                request[name] = text;
                AddNames(names, text);
            }
        }

        if (names.Count > 0)
        {
            request[ExpressionParameters.Names] = new JsonObject(names.Select(static n => KeyValuePair.Create(n.Token, (JsonNode?)n.Name)));
        }

        if (values is not null)
        {
            var given = Members(values);
            var tokens = new JsonObject();
            for (var i = 0; i < given.Count; i++)
            {
                tokens[$":{given.Names[i]}"] = ValueJson.Write(given.Values[i]);
            }

            request[ExpressionParameters.Values] = tokens;
        }

        return request;
    }

    private static void AddNames(List<(string Token, string Name)> names, string expression)
    {
        for (var at = expression.IndexOf('#', StringComparison.Ordinal); at >= 0; at = expression.IndexOf('#', at + 1))
        {
            var end = at + 1;
            while (end < expression.Length && (char.IsAsciiLetterOrDigit(expression[end]) || expression[end] == '_'))
            {
                end++;
            }

            var token = expression[at..end];
            if (end > at + 1 && !names.Exists(n => n.Token == token))
            {
                names.Add((token, token[1..]));
            }
        }
    }

    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    private Item Members(object value) => value is JsonObject members ? PlainValues.Item(members) : Catalog.Plain.Read(value);
}
