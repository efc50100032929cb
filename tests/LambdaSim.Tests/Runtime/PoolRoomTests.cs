using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>Threads that wait for their simulation's turn are made good to the pool.</summary>
public class PoolRoomTests
{
    [Fact]
    public void The_pool_may_grow_by_as_many_threads_as_wait_at_doors()
    {
        for (var i = 0; i < 40; i++)
        {
            PoolRoom.Enter();
        }

        // Other tests' simulations only add to it.
        ThreadPool.GetMinThreads(out var workers, out _);
        Assert.InRange(PoolRoom.Added, 40, int.MaxValue);
        Assert.InRange(workers, 41, int.MaxValue);
        for (var i = 0; i < 40; i++)
        {
            PoolRoom.Leave();
        }
    }
}
