using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Intrinsics;

/// <summary>What names stand for while functions are worked out.</summary>
internal interface IValues
{
    /// <summary>What <c>Ref</c> of a parameter, pseudo parameter or resource gives; null where nothing has the name.</summary>
    Node? Ref(string name, Place place);

    /// <summary>What <c>Fn::GetAtt</c> gives; null where no resource has the name.</summary>
    Node? Attribute(string logicalId, string attribute, Place place);

    /// <summary>An exported value of another stack; null where nothing exports the name.</summary>
    Node? Export(string name);

    /// <summary>The template's mapping; null where there is none of the name.</summary>
    MapNode? Mapping(string name);

    /// <summary>A condition's outcome; null where there is none of the name.</summary>
    bool? Condition(string name, Place place);

    /// <summary>What <c>{{resolve:…}}</c> gives; null where the value was not given.</summary>
    string? Dynamic(string service, string reference);
}
