using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>The logical ids of stages: with the stage's name, or with its hash where the name has more than letters and digits.</summary>
internal static class StageIds
{
    public static string Of(SamResource api, Node stage) => Make.Text(stage) switch
    {
        null or "" => api.Id + "Stage",
        var name when name.All(char.IsLetterOrDigit) => api.Id + name + "Stage",
        var name => api.Id + "Stage" + StableHash.Of(name),
    };
}
