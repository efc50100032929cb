namespace LambdaSim.Tests.Functions;

public class FunctionLifeTests
{
    [Fact]
    [Pins("CTL-UPDATE")]
    public void An_update_is_in_progress_until_it_is_done_and_changes_the_revision_twice()
    {
        var world = new ServiceWorld().WithFunction();
        var before = world.Get();

        var asked = world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Description = "new" });
        var done = world.Settle().Get();

        Assert.Equal(("Active", "InProgress", "The function is being created.", "Creating"), (asked.State, asked.LastUpdateStatus, asked.LastUpdateStatusReason, asked.LastUpdateStatusReasonCode));
        Assert.Equal(("Successful", null, null, "new"), (done.LastUpdateStatus, done.LastUpdateStatusReason, done.LastUpdateStatusReasonCode, done.Description));
        Assert.Equal(3, new[] { before.RevisionId, asked.RevisionId, done.RevisionId }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    [Pins("CTL-UPDATE")]
    public void An_update_with_equal_values_is_an_update()
    {
        var world = new ServiceWorld().WithFunction();
        var before = world.Get();

        var asked = world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Description = "" });

        Assert.Equal("InProgress", asked.LastUpdateStatus);
        Assert.NotEqual(before.RevisionId, asked.RevisionId);
    }

    [Fact]
    [Pins("CTL-UPDATE")]
    public void During_an_update_calls_run_what_was_before_it()
    {
        var world = new ServiceWorld().WithFunction();
        world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Timeout = 60 });

        Assert.Equal(3, world.Plane.Functions["fn"].Latest.Serving.Settings.Timeout);
        world.Settle();
        Assert.Equal(60, world.Plane.Functions["fn"].Latest.Serving.Settings.Timeout);
    }

    [Fact]
    [Pins("CTL-STATE")]
    public void An_update_during_an_update_is_a_conflict()
    {
        var world = new ServiceWorld().WithFunction();
        world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Timeout = 60 });

        Assert.Equal("409 ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:111111111111:function:fn",
            FunctionSamples.ErrorOf(() => world.Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = FunctionSamples.Zip() })));
    }

    [Fact]
    [Pins("CTL-STATE")]
    public void Nothing_is_published_while_a_function_is_pending()
    {
        var world = new ServiceWorld();
        world.Service.CreateFunction(FunctionSamples.Create());

        Assert.Equal("409 ResourceConflictException: The operation cannot be performed at this time. The function is currently in the following state: Pending", FunctionSamples.ErrorOf(() => world.Publish()));
    }

    [Fact]
    [Pins("CTL-REVISION")]
    public void A_stale_revision_id_changes_nothing()
    {
        var world = new ServiceWorld().WithFunction();

        Assert.Equal("412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
            FunctionSamples.ErrorOf(() => world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Timeout = 60, RevisionId = "wrong" })));
        Assert.Equal(3, world.Get().Timeout);
    }

    [Fact]
    public void Versions_are_not_updated() =>
        Assert.Equal("400 InvalidParameterValueException: Current operation does not support versions other than $LATEST",
            FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.UpdateFunctionConfiguration(new() { FunctionName = "fn:1" })));

    [Fact]
    public void A_dry_run_shows_what_would_be_and_changes_nothing()
    {
        var world = new ServiceWorld().WithFunction();
        var before = world.Get();

        var shown = world.Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = FunctionSamples.Zip("other"), DryRun = true });

        Assert.NotEqual(before.CodeSha256, shown.CodeSha256);
        Assert.Equal(before.CodeSha256, world.Get().CodeSha256);
        Assert.Equal(before.RevisionId, world.Get().RevisionId);
    }

    [Fact]
    [Pins("CTL-GET")]
    public void An_answer_shows_the_ARN_as_it_was_asked_for()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();

        Assert.EndsWith(":function:fn", world.Get().FunctionArn, StringComparison.Ordinal);
        Assert.EndsWith(":function:fn:$LATEST", world.Get("$LATEST").FunctionArn, StringComparison.Ordinal);
        Assert.EndsWith(":function:fn:1", world.Get("1").FunctionArn, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-GET")]
    public void GetFunction_shows_tags_and_reserved_concurrency_only_when_there_are_some()
    {
        var world = new ServiceWorld().With(FunctionSamples.Create() with { Tags = new Dictionary<string, string?> { ["a"] = "b" } }).WithFunction("bare");
        world.Plane.Functions["fn"].ReservedConcurrency = 5;

        var full = world.Service.GetFunction(new() { FunctionName = "fn" });
        var bare = world.Service.GetFunction(new() { FunctionName = "bare" });

        Assert.Equal(("b", 5, "S3"), (full.Tags!["a"], full.Concurrency!.ReservedConcurrentExecutions, full.Code!.RepositoryType));
        Assert.Null(bare.Tags);
        Assert.Null(bare.Concurrency);
    }

    [Fact]
    [Pins("CTL-LIST", "CTL-PAGES")]
    public void Lists_come_in_pages_of_at_most_50_and_tell_nothing_of_states()
    {
        var world = new ServiceWorld();
        for (var i = 0; i < 60; i++)
        {
            world.WithFunction($"f{i:D2}");
        }

        var first = world.Service.ListFunctions(new() { MaxItems = 10_000 });
        var second = world.Service.ListFunctions(new() { Marker = first.NextMarker });

        Assert.Equal((50, 10, null), (first.Functions!.Count, second.Functions!.Count, second.NextMarker));
        Assert.Equal("f50", second.Functions[0].FunctionName);
        Assert.All(first.Functions, f => Assert.True(f is { State: null, LastUpdateStatus: null, RuntimeVersionConfig: null }));
    }

    [Fact]
    [Pins("CTL-PAGES")]
    public void A_marker_stays_right_when_its_item_goes()
    {
        var world = new ServiceWorld().WithFunction("a").WithFunction("b").WithFunction("c");
        var first = world.Service.ListFunctions(new() { MaxItems = 2 });
        world.Service.DeleteFunction(new() { FunctionName = "b" });

        Assert.Equal("c", Assert.Single(world.Service.ListFunctions(new() { Marker = first.NextMarker }).Functions!).FunctionName);
    }

    [Fact]
    public void A_foreign_marker_is_refused() =>
        Assert.StartsWith("400 InvalidParameterValueException", FunctionSamples.ErrorOf(() => new ServiceWorld().Service.ListFunctions(new() { Marker = "?" })), StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-LIST")]
    public void All_versions_are_listed_with_qualified_ARNs_on_request()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();

        Assert.Equal(["$LATEST", "1"], world.Service.ListFunctions(new() { FunctionVersion = "ALL" }).Functions!.Select(f => f.FunctionArn!.Split(':')[^1]));
        Assert.Equal("400 ValidationException: 1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
            FunctionSamples.ErrorOf(() => world.Service.ListFunctions(new() { FunctionVersion = "invalid" })));
    }

    [Theory]
    [InlineData("fn:$LATEST", null, "400 InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function.")]
    [InlineData("fn", "live", "400 InvalidParameterValueException: Deletion of aliases is not currently supported.")]
    [InlineData("none", "7", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none")]
    [InlineData("none", "$latest", "404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111111111111:function:none")]
    [InlineData("fn:1", "$LATEST", "400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.")]
    [Pins("CTL-DELETE", "CTL-ERRORS")]
    public void What_cannot_be_deleted_is_told(string name, string? qualifier, string error) =>
        Assert.Equal(error, FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.DeleteFunction(new() { FunctionName = name, Qualifier = qualifier })));

    [Fact]
    [Pins("CTL-DELETE")]
    public void A_version_that_is_not_there_is_deleted_without_a_word()
    {
        var world = new ServiceWorld().WithFunction();

        Assert.Null(world.Call("DeleteFunction", """{"FunctionName":"fn","Qualifier":"1233"}"""));
        Assert.Equal("fn", world.Get().FunctionName);
    }

    [Fact]
    [Pins("CTL-DELETE")]
    public void A_version_that_an_alias_names_is_not_deleted()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();
        world.Plane.Functions["fn"].Aliases.Add("live", new("live") { FunctionVersion = "$LATEST", Routing = ("1", 0.5), RevisionId = "r" });

        Assert.Equal("409 ResourceConflictException: Unable to delete version because the following aliases reference it: [live]",
            FunctionSamples.ErrorOf(() => world.Service.DeleteFunction(new() { FunctionName = "fn", Qualifier = "1" })));
    }
}
