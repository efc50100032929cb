namespace LambdaSim.Tests.Neighbours;

/// <summary>A simulation is a value: what was added to it can be built anew, as often as one likes.</summary>
public sealed class AgainTests
{
    [Fact]
    public void Everything_that_was_added_is_there_again_once()
    {
        using var first = new Simulation();
        first.AddQueue("orders");
        first.AddBucket("uploads");
        first.AddStream("clicks", 2);
        first.AddTable("carts", key: "id");
        first.AddFunction("work", (string text) => text);
        first.AddTopic("news").Subscribe(first.Queue("orders"));

        using var second = first.Again();
        using var third = second.Again();

        third.Stream("clicks").Put("a", "b");
        Assert.Single(third.Stream("clicks").Records);
        Assert.Equal(0, third.Table("carts").Count);
        Assert.Empty(third.Bucket("uploads").Keys);
        third.Topic("news").Publish("hello");
        third.RunUntilIdle();
        Assert.Single(third.Queue("orders").Messages);
    }
}
