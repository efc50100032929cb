using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>A function of a plan.</summary>
/// <param name="Name">Name, or <c>name:version</c>.</param>
/// <param name="Config">All of its settings.</param>
/// <param name="Code">What its calls run; null: they are modelled.</param>
internal sealed record PlannedFunction(string Name, FunctionConfig Config, HandlerCode? Code);
