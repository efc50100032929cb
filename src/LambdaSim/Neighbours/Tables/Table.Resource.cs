using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Tables;

// What its ARN names.
public sealed partial class Table : IResource
{
    Arn IResource.Arn => _arn;

    string IResource.Kind => "table";
}
