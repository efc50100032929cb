namespace LambdaSim.Tests.Determinism.Async;

public class DeterminismDocumentTests
{
    [Fact]
    public void Its_table_is_the_list_of_scenarios() => DeterminismDocument.Check();
}
