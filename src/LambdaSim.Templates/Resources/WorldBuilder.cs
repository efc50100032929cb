using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Handlers;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Resources.Services;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates.Resources;

/// <summary>
/// Makes the world of a stack: names of properties are checked first, then each resource is made after those that it depends on. An error in any of them
/// leaves no world; all errors are told, but those of resources that stand on a broken one.
/// </summary>
internal static class WorldBuilder
{
    public static (Simulation Simulation, Inventory Inventory) Build(Stack stack, SimulationOptions options, HandlerBindings bindings, bool modelsAll)
    {
        var errors = stack.Resources.Where(static r => ResourceTypes.All.ContainsKey(r.Type)).SelectMany(static r => ResourceTypes.All[r.Type].Properties.Check(r)).ToList();
        Refuse(errors);
        var simulation = new Simulation(options with { AccountId = stack.Inputs.Account, Region = stack.Inputs.Region });
        try
        {
            if (modelsAll)
            {
                bindings = new HandlerBindings().ModelOthers(NodaTime.Duration.Zero);
            }

            var world = new BuiltWorld(simulation, stack.Inputs, new HandlerSource(bindings));
            var evaluator = stack.Values(world);
            foreach (var resource in stack.Resources)
            {
                // What stands on a broken resource would only tell of it again.
                if (resource.DependsOn.All(world.Has))
                {
                    Make(resource, evaluator, world, errors);
                }
            }

            errors.AddRange(world.Handlers.Unused.Select(n => new TemplateError(
                stack.Template.Place.File ?? "", 0, 0, null, $"no function has the logical id, name or handler '{n}'",
                Configuration.NearestName.Hint(n, stack.Resources.Where(static r => r.Type == "AWS::Lambda::Function").Select(static r => r.LogicalId), "the template has no function"))));
            Refuse(errors);
            var inventory = Inventory.Of(stack, world.LeftOut);
            foreach (var left in inventory.LeftOut)
            {
                world.Note($"{left.Id} ({left.Type}): {left.Why}");
            }

            simulation.TemplateNotes.AddRange(world.Notes);
            return (simulation, inventory);
        }
        catch
        {
            simulation.Dispose();
            throw;
        }
    }

    private static void Make(StackResource resource, IValues values, BuiltWorld world, List<TemplateError> errors)
    {
        try
        {
            var properties = (MapNode)new Evaluator(values, resource.LogicalId).Evaluate(resource.Properties);
            var making = new Making(resource, properties, world);
            if (!ResourceTypes.All.TryGetValue(resource.Type, out var type))
            {
                world.Add(resource.LogicalId, NamedResource.Of(resource, making, world.Names, world.Inputs));
                return;
            }

            foreach (var name in properties.Keys.Where(type.Properties.IsInert))
            {
                making.Inert(name, "kept, and nothing feels it");
            }

            world.Add(resource.LogicalId, type.Make(making));
        }
        catch (TemplateException e)
        {
            errors.AddRange(e.Errors.Select(x => x.LogicalId is null ? x with { LogicalId = resource.LogicalId } : x));
        }
        catch (RefusedRequestException e) when (e.IsUnsimulated || e.IsMissing)
        {
            // What another stack made, or nobody's template, is not here.
            world.LeaveOut(resource.LogicalId, e.IsMissing ? $"it stands on what is not in the template: {e.Message}" : e.Message);
            world.Add(resource.LogicalId, NamedResource.Of(resource, null, world.Names, world.Inputs));
        }
        catch (RefusedRequestException e)
        {
            errors.Add(Fault.Error(resource.Place, $"{resource.Type} was refused: {e.Code}: {e.Message}", null, resource.LogicalId));
        }
        catch (Exception e) when (e is LambdaServiceException or SimulationConfigException)
        {
            errors.Add(Fault.Error(resource.Place, $"{resource.Type} was refused: {e.Message}", null, resource.LogicalId));
        }
    }

    private static void Refuse(List<TemplateError> errors)
    {
        if (errors.Count > 0)
        {
            throw new TemplateException([.. errors.OrderBy(static e => e.Line).ThenBy(static e => e.Column)]);
        }
    }
}
