using System.Globalization;
using System.Net;
using System.Numerics;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Intrinsics;

/// <summary>Functions that make lists, and those of the language extensions.</summary>
internal sealed partial class Evaluator
{
    private Node ImportValue(Node argument, Place place)
    {
        var name = Text(Evaluate(argument), "Fn::ImportValue");
        return values.Export(name) ?? throw Error(place, $"No export named {name} found.", "give the exports of other stacks with the template");
    }

    private ListNode Zones(Node argument, Place place)
    {
        var region = Text(Evaluate(argument), "Fn::GetAZs");
        if (region.Length == 0)
        {
            region = Text(values.Ref("AWS::Region", place)!, "Fn::GetAZs");
        }

        return new ListNode([.. "abc".Select(zone => new TextNode(region + zone, place))], place);
    }

    private LiteralNode Length(Node argument, Place place) => Evaluate(argument) switch
    {
        ListNode list => Node.Of(list.Items.Count, place),
        var other => throw Error(argument.Place, $"Fn::Length takes a list, and this is {other.Kind}"),
    };

    private TextNode ToJsonString(Node argument, Place place) => Evaluate(argument) switch
    {
        MapNode or ListNode => new TextNode(JsonOutput.Of(Evaluate(argument)), place),
        var other => throw Error(argument.Place, $"Fn::ToJsonString takes a map or a list, and this is {other.Kind}"),
    };

    private ListNode Cidr(Node argument, Place place)
    {
        if (argument is not ListNode { Items: { Count: 2 or 3 } items })
        {
            throw Error(argument.Place, "Template error: Fn::Cidr requires an IP block, a count from 1 to 256 and, for blocks of other sizes than 2 to the power of 8, the bits of a subnet");
        }

        var block = Text(Evaluate(items[0]), "Fn::Cidr");
        var count = Number(Evaluate(items[1]), 1, 256, "count");
        if (!IPNetwork.TryParse(block, out var network))
        {
            throw Error(place, $"Template error: Fn::Cidr takes an IP block, and '{block}' is none");
        }

        var width = network.BaseAddress.GetAddressBytes().Length * 8;
        var bits = items.Count == 3 ? Number(Evaluate(items[2]), 1, width, "number of bits") : 8;
        var prefix = width - bits;
        if (prefix < network.PrefixLength || BigInteger.Log2(count) > prefix - network.PrefixLength)
        {
            throw Error(place, Templates.Text.Invariant($"Template error: Fn::Cidr cannot make {count} blocks of {bits} bits in {block}"));
        }

        var first = new BigInteger(network.BaseAddress.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
        return new ListNode([.. Enumerable.Range(0, count).Select(i => new TextNode(Block(first + (BigInteger.One << bits) * i, width / 8, prefix), place))], place);
    }

    private static string Block(BigInteger address, int bytes, int prefix)
    {
        var octets = address.ToByteArray(isUnsigned: true, isBigEndian: true);
        var padded = new byte[bytes];
        octets.CopyTo(padded, bytes - octets.Length);
        return Templates.Text.Invariant($"{new IPAddress(padded)}/{prefix}");
    }

    private int Number(Node node, int least, int most, string what) =>
        int.TryParse(Text(node, "Fn::Cidr"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Error(node.Place, Templates.Text.Invariant($"Template error: the {what} of Fn::Cidr is a number from {least} to {most}"));
}
