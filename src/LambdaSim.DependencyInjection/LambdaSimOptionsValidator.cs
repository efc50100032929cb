using LambdaSim.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace LambdaSim.DependencyInjection;

/// <summary>Checks options and registrations together, before a simulation exists; each message names what to change.</summary>
internal sealed class LambdaSimOptionsValidator(Registrations registrations) : IValidateOptions<LambdaSimOptions>
{
    public ValidateOptionsResult Validate(string? name, LambdaSimOptions options)
    {
        List<string> faults = [];
        Seed(options, faults);
        World(options, faults);
        faults.AddRange(options.ToSimulationOptions().Faults());
        Functions(faults);
        Services(faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(f => $"LambdaSim: {f}"));
    }

    private static void Seed(LambdaSimOptions options, List<string> faults)
    {
        if (options.Seed is not null || options.World?.Seed is not SimulationConfig.DefaultSeed)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("LAMBDASIM_SEED") is { Length: > 0 } text
            && !ulong.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            faults.Add($"Seed is not set and LAMBDASIM_SEED is '{text}'; it must be a whole number from 0 to 18446744073709551615");
        }
    }

    private static void World(LambdaSimOptions options, List<string> faults)
    {
        if (options.World is null)
        {
            return;
        }

        try
        {
            options.World.Validate();
        }
        catch (Exception e) when (e is SimulationConfigException or LambdaServiceException or ArgumentException)
        {
            faults.Add($"World: {e.Message}");
        }
    }

    private void Functions(List<string> faults)
    {
        foreach (var twice in registrations.Functions.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            faults.Add(Text.Invariant($"AddFunction: function '{twice.Key}' is added {twice.Count()} times; give each its own name"));
        }
    }

    private void Services(List<string> faults)
    {
        foreach (var (type, _) in registrations.Shared)
        {
            switch (registrations.Services.LastOrDefault(d => d.ServiceType == type && !d.IsKeyedService))
            {
                case null:
                    faults.Add($"AddSharedSingleton: {type} is not registered; register it as a singleton");
                    break;
                case { Lifetime: not ServiceLifetime.Singleton } descriptor:
                    faults.Add($"AddSharedSingleton: {type} is registered as {descriptor.Lifetime}; only a singleton can be shared by all environments");
                    break;
            }
        }

        foreach (var type in (Type[])[typeof(TimeProvider), typeof(IClock)])
        {
            var last = registrations.Services.Last(d => d.ServiceType == type && !d.IsKeyedService);
            if (!registrations.IsOwn(last))
            {
                faults.Add($"{type.Name} is registered after AddLambdaSim, which replaces it by the virtual clock; register it before, or not at all");
            }
        }
    }
}
