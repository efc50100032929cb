namespace LambdaSim.Woven;

/// <summary>Time and randomness that ask each time whose code runs: statics outside woven code may keep them.</summary>
[Hidden]
public static class Ambient
{
    public static TimeProvider Time { get; } = new AmbientTime();

    public static Random Random { get; } = new AmbientRandom();

    /// <summary>For base calls of constructors with a seed.</summary>
    public static int Seed() => Random.Next();

    /// <summary>For base calls of constructors with a length of time.</summary>
    public static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    [Hidden]
    private sealed class AmbientTime : TimeProvider
    {
        private static TimeProvider Now => WovenEnvironment.Current?.Time ?? System;

        public override long TimestampFrequency => 1_000_000_000;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Now.GetUtcNow();

        public override long GetTimestamp() => Now is var time && ReferenceEquals(time, System) ? time.GetTimestamp() * (1_000_000_000 / time.TimestampFrequency) : time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Now.CreateTimer(callback, state, dueTime, period);
    }

    [Hidden]
    private sealed class AmbientRandom : Random
    {
        private static Random Now => WovenEnvironment.Current?.Random ?? Shared;

        public override int Next() => Now.Next();

        public override int Next(int maxValue) => Now.Next(maxValue);

        public override int Next(int minValue, int maxValue) => Now.Next(minValue, maxValue);

        public override long NextInt64() => Now.NextInt64();

        public override long NextInt64(long maxValue) => Now.NextInt64(maxValue);

        public override long NextInt64(long minValue, long maxValue) => Now.NextInt64(minValue, maxValue);

        public override double NextDouble() => Now.NextDouble();

        public override float NextSingle() => Now.NextSingle();

        public override void NextBytes(byte[] buffer) => Now.NextBytes(buffer);

        public override void NextBytes(Span<byte> buffer) => Now.NextBytes(buffer);

        protected override double Sample() => Now.NextDouble();
    }
}
