using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LambdaSim.Templates.Documents;

/// <summary>
/// YAML as nodes with their places. CloudFormation's short forms (<c>!Sub</c>) become their long forms, aliases are written out, and what
/// YAML 1.1 reads as a date stays text, as CloudFormation has it.
/// </summary>
internal sealed class YamlReader
{
    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Nodes, int Depth, long Characters)> _anchorSizes = new(StringComparer.Ordinal);
    private int _nodes;
    private int _depth;
    private long _characters;

    private YamlReader(string text, string file)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    public static Node? Read(string text, string file)
    {
        var reader = new YamlReader(text, file);
        try
        {
            return reader.Read();
        }
        catch (YamlException e)
        {
            var place = new Place(file, (int)e.Start.Line, (int)e.Start.Column);
            throw Fault.At(place, "not valid YAML: " + Reason(e), inner: e);
        }
        catch (InvalidOperationException e)
        {
            // The parser's way of saying that a flow is broken: it has no words for it.
            throw Fault.At(reader.Last, "not valid YAML: what follows here cannot be read", "a bracket, comma or colon is missing or one too many", inner: e);
        }
    }

    private Place Last => _parser.Current is { } current ? At(current) : new Place(_file, 1, 1);

    private static string Reason(YamlException e)
    {
        var message = e.InnerException is YamlException inner ? inner.Message : e.Message;
        return message.TrimEnd('.');
    }

    private Node? Read()
    {
        _parser.MoveNext();
        if (!_parser.MoveNext() || _parser.Current is not DocumentStart)
        {
            return null;
        }

        _parser.MoveNext();
        var root = Value();
        _parser.MoveNext();
        if (_parser.MoveNext() && _parser.Current is DocumentStart second)
        {
            throw Fault.At(At(second), "a second document starts here", "a template is one document: remove the line ---");
        }

        return root is LiteralNode { Literal: LiteralKind.Null } ? null : root;
    }

    // Stands on the first event of a value, and leaves on its last.
    private Node Value()
    {
        var current = _parser.Current!;
        Count(current, 1);
        switch (current)
        {
            case AnchorAlias alias:
                return Alias(alias);
            case Scalar scalar:
                return Anchored(scalar, ShortForms.Of(scalar.Tag, Scalars.Read(scalar, At(scalar)), At(scalar)), 1);
            case SequenceStart list:
            {
                var before = _nodes;
                var items = Items(list);
                return Anchored(list, ShortForms.Of(list.Tag, new ListNode(items, At(list)), At(list)), _nodes - before);
            }

            case MappingStart map:
            {
                var before = _nodes;
                var members = Members(map);
                return Anchored(map, ShortForms.Of(map.Tag, members, At(map)), _nodes - before);
            }

            default:
                throw Fault.At(At(current), "a value is missing here");
        }
    }

    private List<Node> Items(SequenceStart list)
    {
        Enter(list);
        var items = new List<Node>();
        for (_parser.MoveNext(); _parser.Current is not SequenceEnd; _parser.MoveNext())
        {
            items.Add(Value());
        }

        _depth--;
        return items;
    }

    private MapNode Members(MappingStart start)
    {
        Enter(start);
        var map = new MapBuilder();
        var merged = new List<MapNode>();
        for (_parser.MoveNext(); _parser.Current is not MappingEnd; _parser.MoveNext())
        {
            if (_parser.Current is not Scalar key)
            {
                throw Fault.At(At(_parser.Current!), "a key of a template is a word", "quote it, or indent what follows below its key");
            }

            _parser.MoveNext();
            var value = Value();
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(Merged(value));
            }
            else if (!map.TryAdd(key.Value, value))
            {
                throw Fault.At(At(key), $"the key '{key.Value}' stands twice in one map", "remove one");
            }
        }

        foreach (var member in merged.SelectMany(m => m.Members))
        {
            map.TryAdd(member.Key, member.Value);
        }

        _depth--;
        return map.ToNode(At(start));
    }

    private static IEnumerable<MapNode> Merged(Node value) => value switch
    {
        MapNode map => [map],
        ListNode list when list.Items.All(i => i is MapNode) => list.Items.Cast<MapNode>(),
        _ => throw Fault.At(value, $"<< merges a map, and this is {value.Kind}"),
    };

    private Node Anchored(NodeEvent e, Node value, int size)
    {
        if (!e.Anchor.IsEmpty)
        {
            _anchors[e.Anchor.Value] = value;
            _anchorSizes[e.Anchor.Value] = (size, DepthOf(value), CharactersOf(value));
        }

        return value;
    }

    private Node Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
        {
            throw Fault.At(At(alias), $"the anchor &{alias.Value.Value} is not defined above this line, or holds itself");
        }

        var (nodes, depth, characters) = _anchorSizes[alias.Value.Value];
        Count(alias, nodes);
        if (_depth + depth > DocumentLimits.Depth)
        {
            throw TooDeep(alias);
        }

        _characters += characters;
        return _characters <= DocumentLimits.Characters ? value
            : throw Fault.At(At(alias), Text.Invariant($"the template has more than {DocumentLimits.Characters} characters once aliases are written out"));
    }

    private void Enter(NodeEvent e)
    {
        if (++_depth > DocumentLimits.Depth)
        {
            throw TooDeep(e);
        }
    }

    private TemplateException TooDeep(ParsingEvent e) => Fault.At(At(e), Text.Invariant($"nested deeper than {DocumentLimits.Depth} levels"));

    // Of values whose depth is within the limit.
    private static int DepthOf(Node node) => node switch
    {
        MapNode { Count: > 0 } map => 1 + map.Members.Max(static m => DepthOf(m.Value)),
        ListNode { Items.Count: > 0 } list => 1 + list.Items.Max(DepthOf),
        MapNode or ListNode => 1,
        _ => 0,
    };

    private static long CharactersOf(Node node) => node switch
    {
        MapNode map => map.Members.Sum(static m => m.Key.Length + CharactersOf(m.Value)),
        ListNode list => list.Items.Sum(CharactersOf),
        TextNode text => text.Text.Length,
        _ => 0,
    };

    private void Count(ParsingEvent e, int nodes)
    {
        _nodes += nodes;
        if (_nodes > DocumentLimits.Nodes)
        {
            throw Fault.At(At(e), Text.Invariant($"the template has more than {DocumentLimits.Nodes} values once aliases are written out"));
        }
    }

    private Place At(ParsingEvent e) => new(_file, (int)e.Start.Line, (int)e.Start.Column);
}
