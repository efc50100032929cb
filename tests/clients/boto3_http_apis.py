"""boto3 makes HTTP and WebSocket APIs, calls and removes them, and sends to their connections. Usage: boto3_http_apis.py ENDPOINT"""

import json
import sys
import urllib.error
import urllib.request

from boto3_checks import check, clients, refused, report

endpoint = sys.argv[1]
api, functions = clients(endpoint, "apigatewayv2", "lambda")


def call(front, path, method="GET"):
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_fronts/{front}{path}", method=method)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode()


function = functions.get_function(FunctionName="web")["Configuration"]["FunctionArn"]

# Quick create.
quick = api.create_api(Name="quick", ProtocolType="HTTP", Target=function)
check(quick["ApiEndpoint"] == f"https://{quick['ApiId']}.execute-api.us-east-1.amazonaws.com", quick)
check(call(quick["ApiId"], "/orders/7") == (200, "/orders/7"), "quick create serves all paths")
check(api.get_stages(ApiId=quick["ApiId"])["Items"][0]["AutoDeploy"], "its stage deploys by itself")

# By hand, with a stage that does not deploy by itself.
shop = api.create_api(Name="shop", ProtocolType="HTTP", CorsConfiguration={"AllowOrigins": ["*"]}, Tags={"team": "a"})["ApiId"]
integration = api.create_integration(ApiId=shop, IntegrationType="AWS_PROXY", IntegrationUri=function, PayloadFormatVersion="2.0")["IntegrationId"]
route = api.create_route(ApiId=shop, RouteKey="GET /orders/{id}", Target=f"integrations/{integration}")
refused("ConflictException", api.create_route, ApiId=shop, RouteKey="GET /orders/{id}")
refused("BadRequestException", api.create_route, ApiId=shop, RouteKey="orders")
api.create_stage(ApiId=shop, StageName="prod", StageVariables={"a": "b"})
check(call(shop, "/prod/orders/7")[0] == 404, "nothing is deployed")
deployment = api.create_deployment(ApiId=shop, StageName="prod")["DeploymentId"]
check(call(shop, "/prod/orders/7") == (200, "/prod/orders/7"), "the deployment is served")
api.update_route(ApiId=shop, RouteId=route["RouteId"], RouteKey="GET /baskets/{id}")
check(call(shop, "/prod/baskets/7")[0] == 404, "a change waits for its deployment")
api.update_stage(ApiId=shop, StageName="prod", AutoDeploy=True, DefaultRouteSettings={"ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 0.001})
check([call(shop, "/prod/baskets/7")[0] for _ in range(2)] == [200, 429], "limits act")
check([a["Name"] for a in api.get_apis()["Items"] if a["ApiId"] == shop] == ["shop"], "it is listed")
check(api.get_tags(ResourceArn=f"arn:aws:apigateway:us-east-1::/apis/{shop}")["Tags"] == {"team": "a"}, "it has its tags")

refused("UnsupportedOperationException", api.create_integration, ApiId=shop, IntegrationType="HTTP_PROXY", IntegrationUri="https://example.com", PayloadFormatVersion="1.0")
refused("ConflictException", api.delete_integration, ApiId=shop, IntegrationId=integration)
api.delete_route(ApiId=shop, RouteId=route["RouteId"])
api.delete_integration(ApiId=shop, IntegrationId=integration)
api.delete_stage(ApiId=shop, StageName="prod")
api.delete_deployment(ApiId=shop, DeploymentId=deployment)
api.delete_api(ApiId=shop)
refused("NotFoundException", api.get_api, ApiId=shop)
check(call(shop, "/prod/baskets/7")[0] == 404, "the API is gone")


# A connection of a WebSocket API.
invoke = lambda name, payload: json.load(functions.invoke(FunctionName=name, Payload=json.dumps(payload))["Payload"])
chat = invoke("join", None)
[connections] = clients(f"{endpoint}/_fronts/{chat['api']}/prod", "apigatewaymanagementapi")
connections.post_to_connection(ConnectionId=chat["connection"], Data=b"hello")
check(invoke("received", chat["connection"]) == ["hello"], "the connection has the message")
check(connections.get_connection(ConnectionId=chat["connection"])["Identity"]["SourceIp"] == "127.0.0.1", "it is described")
connections.delete_connection(ConnectionId=chat["connection"])
refused("GoneException", connections.post_to_connection, ConnectionId=chat["connection"], Data=b"hello")

# A WebSocket API, with a function that answers, and a domain name of its own.
rooms = api.create_api(Name="rooms", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
rooms_id = rooms["ApiId"]
check(rooms["ApiEndpoint"] == f"wss://{rooms_id}.execute-api.us-east-1.amazonaws.com", rooms)
uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{functions.get_function(FunctionName='echo')['Configuration']['FunctionArn']}/invocations"
integration = api.create_integration(ApiId=rooms_id, IntegrationType="AWS_PROXY", IntegrationUri=uri, IntegrationMethod="POST")
check((integration["TimeoutInMillis"], integration["PayloadFormatVersion"]) == (29000, "1.0"), integration)
default = api.create_route(ApiId=rooms_id, RouteKey="$default", Target=f"integrations/{integration['IntegrationId']}", RouteResponseSelectionExpression="$default")["RouteId"]
response = api.create_route_response(ApiId=rooms_id, RouteId=default, RouteResponseKey="$default")["RouteResponseId"]
check([r["RouteResponseId"] for r in api.get_route_responses(ApiId=rooms_id, RouteId=default)["Items"]] == [response], "the response is listed")
api.create_stage(ApiId=rooms_id, StageName="live", AutoDeploy=True)
said = invoke("talk", rooms_id)
check(said["answer"] == "hello", said)
refused("BadRequestException", api.create_route, ApiId=rooms_id, RouteKey="$other")
api.create_domain_name(DomainName="rooms.example.com", DomainNameConfigurations=[{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/c"}])
mapping = api.create_api_mapping(DomainName="rooms.example.com", ApiId=rooms_id, Stage="live", ApiMappingKey="chat")["ApiMappingId"]
[behind] = clients(f"{endpoint}/_fronts/rooms.example.com/chat", "apigatewaymanagementapi")
check(behind.get_connection(ConnectionId=said["connection"])["Identity"]["SourceIp"] == "127.0.0.1", "the domain name leads to the stage")
refused("BadRequestException", api.delete_api, ApiId=rooms_id)
api.delete_api_mapping(DomainName="rooms.example.com", ApiMappingId=mapping)
api.delete_domain_name(DomainName="rooms.example.com")
api.delete_route_response(ApiId=rooms_id, RouteId=default, RouteResponseId=response)
api.delete_api(ApiId=rooms_id)

report()
