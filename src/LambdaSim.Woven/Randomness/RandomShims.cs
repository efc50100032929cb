namespace LambdaSim.Woven.Randomness;

[Redirects(typeof(Random))]
[Hidden]
public static class RandomShims
{
    public static Random Shared => Ambient.Random;

    [Constructor]
    public static Random New() => WovenEnvironment.Current is { } environment ? new Random(environment.Random.Next()) : new Random();
}
