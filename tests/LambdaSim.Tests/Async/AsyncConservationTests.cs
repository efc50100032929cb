using FsCheck;
using FsCheck.Fluent;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Async;

/// <summary>Whatever is changed while they wait and run: each async invocation that was accepted has exactly one fate.</summary>
public class AsyncConservationTests
{
    [Fact]
    public void Each_async_invocation_has_exactly_one_fate_whatever_settings_change() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            using var run = new RandomRun(seed);
            run.Check();
        }).QuickCheckThrowOnFailure();

    private sealed class RandomRun : IDisposable
    {
        private static readonly string[] _names = ["a", "b", "c"];

        private readonly Random _random;
        private readonly Ledger _ledger = new(strict: true);
        private readonly Simulation _simulation;
        private int _accepted;

        public RandomRun(int seed)
        {
            _random = new Random(seed);
            _simulation = new Simulation(new SimulationOptions
            {
                Seed = (ulong)(uint)seed,
                Observers = [_ledger],
                World = new SimulationConfig
                {
                    Account = new AccountConfig { ConcurrencyLimit = _random.Next(2, 8), Quotas = QuotaProfile.All[_random.Next(QuotaProfile.All.Count)] },
                    Async = new AsyncConfig
                    {
                        BackoffJitter = (BackoffJitter)_random.Next(3),
                        DeadLetterScope = (DeadLetterScope)_random.Next(2),
                        DeliveryAttempts = _random.Next(1, 4),
                        Faults = new AsyncFaults(_random.Next(3) * 0.1m, _random.Next(3) * 0.1m),
                        RecursionLimit = _random.Next(1, 5),
                    },
                },
            });
        }

        public void Dispose() => _simulation.Dispose();

        public void Check()
        {
            using (_simulation)
            {
                Populate();
                for (var step = _random.Next(5, 40); step > 0; step--)
                {
                    Try(Change());
                    _simulation.AdvanceBy(Duration.FromMilliseconds(_random.Next(1, 90_000)));
                }

                if (_random.Next(3) > 0)
                {
                    _simulation.RunUntilIdle();
                }

                _simulation.End();
                var ledger = _simulation.Ledger;
                Assert.Empty(_ledger.Balance().Violations);
                Assert.Empty(ledger.Open);
                Assert.Equal(_simulation.Metrics.AsyncEventsReceived, ledger.Invocations.Count);
                Assert.Equal(_accepted, ledger.Invocations.Count - _simulation.Log.Count(e => e.Kind == EventKind.Delivered && e.Value > 0));
                Assert.Equal(ledger.Invocations.Count, ledger.Invocations.Select(e => e.Number).Distinct().Count());
                Assert.Equal(
                    _simulation.Metrics.AsyncEventsReceived,
                    ledger.Invocations.Count(e => e.Fate is Fate.Succeeded or Fate.RunningAtEnd or Fate.QueuedAtEnd) + _simulation.Metrics.FailedEvents);
            }
        }

        private void Populate()
        {
            _simulation.AddQueue("dead");
            _simulation.AddQueue("told");
            foreach (var name in _names)
            {
                _simulation.Add(name, new Code(async (context, payload) =>
                {
                    await context.Delay(Duration.FromMilliseconds(context.Random.Next(1, 4_000)));
                    return context.Random.Next(3) == 0 ? throw new FormatException("no") : payload;
                }), null);
                _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = name });
                _simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = name, Name = "live", FunctionVersion = "1" });
            }
        }

        private Action Change()
        {
            var name = Name();
            var lambda = _simulation.Lambda;
            return _random.Next(12) switch
            {
                < 4 => () => Send($"{name}{Qualifier()}", _random.Next(1, 12)),
                4 => () => lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = name, ReservedConcurrentExecutions = _random.Next(2) }),
                5 => () => lambda.DeleteFunctionConcurrency(new DeleteFunctionConcurrencyRequest { FunctionName = name }),
                6 => () => lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest
                {
                    FunctionName = name,
                    Qualifier = _random.Next(3) switch { 0 => "live", 1 => "1", _ => null },
                    MaximumRetryAttempts = _random.Next(3),
                    MaximumEventAgeInSeconds = _random.Next(60, 400),
                    DestinationConfig = new DestinationConfig { OnSuccess = new OnSuccess { Destination = Target(name) }, OnFailure = new OnFailure { Destination = Target(name) } },
                }),
                7 => () => lambda.DeleteFunctionEventInvokeConfig(new DeleteFunctionEventInvokeConfigRequest { FunctionName = name }),
                8 => () => lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest
                {
                    FunctionName = name,
                    Timeout = _random.Next(1, 5),
                    DeadLetterConfig = new DeadLetterConfig { TargetArn = _random.Next(2) == 0 ? "" : _simulation.Queue("dead").Arn },
                }),
                9 => () => lambda.PublishVersion(new PublishVersionRequest { FunctionName = name }),
                10 => () => lambda.UpdateAlias(new UpdateAliasRequest { FunctionName = name, Name = "live", FunctionVersion = _random.Next(1, 4).ToString(System.Globalization.CultureInfo.InvariantCulture) }),
                _ => Rare(name),
            };
        }

        private Action Rare(string name) => _random.Next(4) switch
        {
            0 => () => _simulation.Lambda.DeleteAlias(new DeleteAliasRequest { FunctionName = name, Name = "live" }),
            1 => () => _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = name }),
            2 => () => _simulation.Lambda.PutFunctionRecursionConfig(new PutFunctionRecursionConfigRequest { FunctionName = name, RecursiveLoop = "Terminate" }),
            _ => () => Send(name, 60),
        };

        // What is refused at the door was never accepted.
        private void Send(string function, int count) => _simulation.Run(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await _simulation.Client.SendAsync(function, i);
                _accepted++;
            }
        });

        private static void Try(Action change)
        {
            try
            {
                change();
            }
            catch (LambdaServiceException)
            {
            }
        }

        private string? Target(string from) => _random.Next(4) switch
        {
            0 => _simulation.Queue("told").Arn,
            1 => $"arn:aws:lambda:us-east-1:123456789012:function:{Name()}",
            2 => $"arn:aws:lambda:us-east-1:123456789012:function:{from}:live",
            _ => null,
        };

        private string Name() => _names[_random.Next(_names.Length)];

        private string Qualifier() => _random.Next(3) switch { 0 => ":live", 1 => ":1", _ => "" };
    }
}
