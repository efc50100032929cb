using LambdaSim.Resources;

namespace LambdaSim.Tests.Resources;

/// <summary>A service whose resources a function finds.</summary>
internal sealed class FoundBook(Func<Arn, IResource?> find) : IResourceBook
{
    public IResource? Find(Arn arn) => find(arn);
}
