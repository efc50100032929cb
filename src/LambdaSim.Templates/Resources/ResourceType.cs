namespace LambdaSim.Templates.Resources;

/// <summary>A type of resource that the simulation has.</summary>
/// <param name="Name">Such as <c>AWS::SQS::Queue</c>.</param>
/// <param name="Properties">What its resources may say.</param>
/// <param name="Make">Makes one in the world.</param>
internal sealed record ResourceType(string Name, PropertyList Properties, Func<Making, Made> Make)
{
    public static ResourceType Of(string name, string properties, Func<Making, Made> make) => new(name, new PropertyList(properties), make);
}
