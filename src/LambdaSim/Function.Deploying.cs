using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;
using LambdaSim.Handlers;

namespace LambdaSim;

// New code, versions and aliases: what a deployment does.
public sealed partial class Function
{
    /// <summary>
    /// Gives it new code, as AWS's <c>UpdateFunctionCode</c> does: calls that run end with the old code, later ones find new environments. Published
    /// versions keep the code they were published with.
    /// </summary>
    /// <param name="handler">The new handler, of any sensible shape.</param>
    /// <param name="init">Runs in the init phase of each process.</param>
    /// <param name="json">Source-generated metadata of event and result; null: reflection.</param>
    /// <exception cref="UnsupportedHandlerException">The delegate has no supported shape.</exception>
    /// <exception cref="InvalidParameterValueException">This is a published version, whose code never changes.</exception>
    /// <exception cref="ResourceNotFoundException">It was deleted.</exception>
    /// <example>
    /// <code>
    /// pay.UpdateCode((Order order) => order.Cents * 2);
    /// var version = pay.Publish();
    /// pay.ShiftAlias("live", version, weight: 0.1);
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    [RequiresDynamicCode(HandlerBinder.Reflects)]
    public void UpdateCode(Delegate handler, Delegate? init = null, JsonSerializerContext? json = null) =>
        _simulation.Services.Replace(Live, HandlerBinder.Bind(handler, json, init));

    /// <summary>Publishes a version of what it is now, as AWS's <c>PublishVersion</c> does; when nothing changed since the last one, that.</summary>
    /// <param name="description">At most 256 characters.</param>
    /// <returns>The version's number, such as <c>1</c>.</returns>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public string Publish(string? description = null) =>
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = Name, Description = description }).Version!;

    /// <summary>
    /// Points an alias at a version, wholly or with a part of its calls. An alias that does not exist is made. Call it with
    /// <see cref="InvokeOptions.Qualifier"/>, or as <c>name:alias</c>.
    /// </summary>
    /// <param name="alias">Its name.</param>
    /// <param name="version">A published version's number.</param>
    /// <param name="weight">Share of the calls, 0 to 1; with less than 1 the rest goes on to the version it points at.</param>
    /// <exception cref="LambdaServiceException">AWS's error, such as that of a version or a weight that cannot be.</exception>
    public void ShiftAlias(string alias, string version, double weight = 1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(alias);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        var lambda = _simulation.Lambda;
        var none = new AliasRoutingConfiguration { AdditionalVersionWeights = new Dictionary<string, double>(StringComparer.Ordinal) };
        var part = new AliasRoutingConfiguration { AdditionalVersionWeights = new Dictionary<string, double>(StringComparer.Ordinal) { [version] = weight } };
        if (!lambda.HasAlias(Name, alias))
        {
            lambda.CreateAlias(new CreateAliasRequest { FunctionName = Name, Name = alias, FunctionVersion = version, RoutingConfig = weight == 1 ? null : part });
        }
        else
        {
            lambda.UpdateAlias(weight == 1
                ? new UpdateAliasRequest { FunctionName = Name, Name = alias, FunctionVersion = version, RoutingConfig = none }
                : new UpdateAliasRequest { FunctionName = Name, Name = alias, RoutingConfig = part });
        }
    }
}
