using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>An error that Parameter Store itself would have answered with.</summary>
internal sealed class ParameterException : AwsServiceException
{
    private ParameterException(string code, string message)
        : base(code, message)
    {
    }

    public static ParameterException Invalid(string message) => new("ValidationException", message);

    // AWS's has no words.
    public static ParameterException NotFound() => new("ParameterNotFound", "");

    public static ParameterException VersionNotFound(string name, int version) =>
        new("ParameterVersionNotFound", Text.Invariant($"Systems Manager could not find version {version} of {name}. Verify the version and try again."));

    public static ParameterException LabelNotFound(string name, string label) =>
        new("ParameterVersionNotFound", $"Systems Manager could not find label {label} for parameter {name}. Verify the label and try again.");

    public static ParameterException Exists() =>
        new("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");

    public static ParameterException TypeChanged() => new("HierarchyTypeMismatchException", "Parameter Store doesn't support changing a parameter type in a hierarchy.");

    public static ParameterException TooDeep(string name) =>
        new("HierarchyLevelLimitExceededException", $"Parameter hierarchy of {name} is too deep: a hierarchy can have a maximum of 15 levels.");

    public static ParameterException NoMatch(string pattern) => new("ParameterPatternMismatchException", $"Parameter value, cannot be validated against allowedPattern: {pattern}");

    public static ParameterException BadPattern(string pattern) => new("InvalidAllowedPatternException", $"The request does not meet the regular expression requirement: {pattern}");

    public static ParameterException TooManyLabels() =>
        new("ParameterVersionLabelLimitExceeded", "A parameter version can have a maximum of 10 labels. Move one or more labels to another version and try again.");

    public static ParameterException TooManyVersions(string name, int oldest) => new("ParameterMaxVersionLimitExceeded", Text.Invariant(
        $"You attempted to create a new version of {name} by calling the PutParameter API with the overwrite flag. Version {oldest}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again."));

    public static ParameterException Throttled() => new("ThrottlingException", "Rate exceeded");

    public static ParameterException UnknownResource(string id) => new("InvalidResourceId", $"The resource ID {id} is not valid. Verify that you entered the correct ID and try again.");

    public static ParameterException BadFilter(string key) => new("InvalidFilterKey", $"The filter key {key} is not valid.");

    public static ParameterException BadToken() => new("InvalidNextToken", "The specified token is not valid.");
}
