namespace Functional

open System
open System.Threading.Tasks

type Order = { Id: string; Lines: int list }

module State =
    let loaded = DateTime.UtcNow
    let mutable calls = 0
    let cache = System.Collections.Generic.Dictionary<string, DateTime>()

type Function() =
    member _.Handle(order: Order) : Task<obj> =
        task {
            State.calls <- State.calls + 1
            State.cache.TryAdd(order.Id, DateTime.UtcNow) |> ignore
            do! Task.Delay 120
            do! Async.Sleep 30
            return
                {| id = order.Id
                   total = List.sum order.Lines
                   calls = State.calls
                   loaded = State.loaded
                   now = DateTime.UtcNow
                   ticket = Guid.NewGuid() |}
                :> obj
        }
