using System.Text;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Tests.Events;

namespace LambdaSim.Tests.Projections;

public sealed class InvocationTableTests
{
    [Fact]
    public void The_table_reads_as_approved() => Snapshot.Match("InvocationTable", Write(Story.OfEverything()));

    [Fact]
    public void A_name_that_would_break_a_row_is_quoted()
    {
        var story = new Story().Function("a,\"b\"").Arrive(1).Throttle(1, 0, ThrottleCause.ScalingRate, final: true).End(1);
        Assert.Contains(",\"a,\"\"b\"\"\",", Write(story), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rule_of_billing_can_be_given()
    {
        static long Ninety(in SimEvent call, FunctionDefinition function) => 90;
        Assert.Contains(",500.25,90\n", Write(Story.OfEverything(), Ninety), StringComparison.Ordinal);
    }

    private static string Write(Story story, BilledMilliseconds? billed = null)
    {
        using var stream = new MemoryStream();
        story.Tell(new InvocationTable(stream, story.Seed, story.Header.Start, billed));
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
