"""boto3 makes a REST API with a key and a usage plan, and a load balancer with a function behind it, calls both, and removes all. Usage: boto3_fronts.py ENDPOINT"""

import json
import sys
import urllib.error
import urllib.request

from boto3_checks import check, clients, refused, report

endpoint = sys.argv[1]
api, elb, functions = clients(endpoint, "apigateway", "elbv2", "lambda")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirect)


def call(front, path, method="GET", **headers):
    request = urllib.request.Request(f"{endpoint}/_fronts/{front}{path}", method=method, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with opener.open(request) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(), e.headers


function = functions.get_function(FunctionName="web")["Configuration"]["FunctionArn"]

# A REST API.
made = api.create_rest_api(name="shop", description="a shop", endpointConfiguration={"types": ["REGIONAL"]}, tags={"team": "a"})
id, resources = made["id"], api.get_resources(restApiId=made["id"])["items"]
check([r["path"] for r in resources] == ["/"], "a new API has its root alone")
root = resources[0]["id"]
orders = api.create_resource(restApiId=id, parentId=root, pathPart="orders")["id"]
order = api.create_resource(restApiId=id, parentId=orders, pathPart="{id}")["id"]
method = {"restApiId": id, "resourceId": order, "httpMethod": "GET"}
api.put_method(**method, authorizationType="NONE", apiKeyRequired=True)
uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations"
api.put_integration(**method, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri)
preflight = {"restApiId": id, "resourceId": order, "httpMethod": "OPTIONS"}
api.put_method(**preflight, authorizationType="NONE")
api.put_method_response(**preflight, statusCode="204", responseParameters={"method.response.header.Access-Control-Allow-Origin": True})
api.put_integration(**preflight, type="MOCK", requestTemplates={"application/json": "{\"statusCode\": 204}"})
api.put_integration_response(**preflight, statusCode="204", responseParameters={"method.response.header.Access-Control-Allow-Origin": "'*'"})
refused("BadRequestException", api.put_integration, **method, type="AWS_PROXY", integrationHttpMethod="POST", uri=function)
refused("ConflictException", api.create_resource, restApiId=id, parentId=root, pathPart="orders")
deployment = api.create_deployment(restApiId=id)["id"]
api.create_stage(restApiId=id, stageName="prod", deploymentId=deployment, variables={"table": "orders"})
api.update_stage(restApiId=id, stageName="prod", patchOperations=[{"op": "replace", "path": "/*/*/throttling/rateLimit", "value": "1000"}])
check(api.get_stage(restApiId=id, stageName="prod")["methodSettings"]["*/*"]["throttlingRateLimit"] == 1000, "the stage keeps its limit")
shown = [r for r in api.get_resources(restApiId=id, embed=["methods"])["items"] if r["path"] == "/orders/{id}"][0]["resourceMethods"]
check(shown["GET"]["methodIntegration"]["uri"] == uri and shown["GET"]["apiKeyRequired"], shown)
check(api.get_method(**method)["methodIntegration"]["timeoutInMillis"] == 29000, "the default of the timeout")

key = api.create_api_key(name="partner", enabled=True)
plan = api.create_usage_plan(name="basic", apiStages=[{"apiId": id, "stage": "prod"}], throttle={"rateLimit": 1000.0, "burstLimit": 1000}, quota={"limit": 2, "period": "MONTH"})["id"]
check(call(id, "/prod/orders/7")[:2] == (403, '{"message":"Forbidden"}'), "no key")
check(call(id, "/prod/orders/7", x_api_key=key["value"])[0] == 403, "a key of no plan")
api.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
status, body, headers = call(id, "/prod/orders/7", x_api_key=key["value"])
check(headers.get_all("Set-Cookie") == ["a=1", "b=2"], headers)
check((status, body) == (200, "/orders/7"), (status, body))
check(call(id, "/prod/orders/7", x_api_key=key["value"])[0] == 200, "the second of the quota")
check(call(id, "/prod/orders/7", x_api_key=key["value"])[:2] == (429, '{"message":"Limit Exceeded"}'), "the quota is used up")
api.update_usage_plan(usagePlanId=plan, patchOperations=[{"op": "replace", "path": "/quota/limit", "value": "5"}])
check(call(id, "/prod/orders/7", x_api_key=key["value"])[0] == 200, "a larger quota")
status, _, headers = call(id, "/prod/orders/7", "OPTIONS")
check((status, headers["Access-Control-Allow-Origin"]) == (204, "*"), "a preflight")
check(api.get_api_keys(includeValues=True)["items"][0]["value"] == key["value"], "keys are listed")
check(api.get_tags(resourceArn=f"arn:aws:apigateway:us-east-1::/restapis/{id}")["tags"] == {"team": "a"}, "tags")

# A load balancer.
balancer = elb.create_load_balancer(Name="front", Subnets=["subnet-a", "subnet-b"], Tags=[{"Key": "team", "Value": "a"}])["LoadBalancers"][0]
group = elb.create_target_group(Name="web", TargetType="lambda")["TargetGroups"][0]["TargetGroupArn"]
elb.register_targets(TargetGroupArn=group, Targets=[{"Id": function}])
listener = elb.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=[
    {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "MessageBody": "nothing here", "ContentType": "text/plain"}}])["Listeners"][0]["ListenerArn"]
rule = elb.create_rule(ListenerArn=listener, Priority=10, Conditions=[{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/api/*"]}}],
                       Actions=[{"Type": "forward", "TargetGroupArn": group}])["Rules"][0]["RuleArn"]
elb.create_rule(ListenerArn=listener, Priority=20, Conditions=[{"Field": "path-pattern", "Values": ["/old/*"]}],
                Actions=[{"Type": "redirect", "RedirectConfig": {"Path": "/new", "StatusCode": "HTTP_302"}}])
front = balancer["DNSName"].split(".")[0]
check(call(front, "/api/orders")[:2] == (200, "/api/orders"), "a rule forwards")
check(call(front, "/else")[:2] == (404, "nothing here"), "the default answers")
check(call(front, "/old/page")[0] == 302, "a rule redirects")
elb.modify_target_group_attributes(TargetGroupArn=group, Attributes=[{"Key": "lambda.multi_value_headers.enabled", "Value": "true"}])
check(elb.describe_target_group_attributes(TargetGroupArn=group)["Attributes"] == [{"Key": "lambda.multi_value_headers.enabled", "Value": "true"}], "lists of headers")
elb.modify_target_group_attributes(TargetGroupArn=group, Attributes=[{"Key": "lambda.multi_value_headers.enabled", "Value": "false"}])
check(elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"][0]["TargetHealth"]["State"] == "unavailable", "no health checks")
check([r["Priority"] for r in elb.describe_rules(ListenerArn=listener)["Rules"]] == ["10", "20", "default"], "rules by priority")
check(elb.describe_tags(ResourceArns=[balancer["LoadBalancerArn"]])["TagDescriptions"][0]["Tags"] == [{"Key": "team", "Value": "a"}], "tags")
elb.get_waiter("load_balancer_available").wait(Names=["front"])
refused("PriorityInUse", elb.create_rule, ListenerArn=listener, Priority=10, Conditions=[{"Field": "path-pattern", "Values": ["/x"]}], Actions=[{"Type": "forward", "TargetGroupArn": group}])
refused("ResourceInUse", elb.delete_target_group, TargetGroupArn=group)

# All goes again.
elb.delete_rule(RuleArn=rule)
check(call(front, "/api/orders")[0] == 404, "the rule is gone")
elb.delete_listener(ListenerArn=listener)
elb.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
elb.deregister_targets(TargetGroupArn=group, Targets=[{"Id": function}])
elb.delete_target_group(TargetGroupArn=group)
refused("LoadBalancerNotFound", elb.describe_load_balancers, Names=["front"])
refused("TargetGroupNotFound", elb.describe_target_groups, Names=["web"])
api.delete_usage_plan_key(usagePlanId=plan, keyId=key["id"])
api.update_usage_plan(usagePlanId=plan, patchOperations=[{"op": "remove", "path": "/apiStages", "value": f"{id}:prod"}])
api.delete_usage_plan(usagePlanId=plan)
api.delete_api_key(apiKey=key["id"])
api.delete_stage(restApiId=id, stageName="prod")
api.delete_deployment(restApiId=id, deploymentId=deployment)
api.delete_rest_api(restApiId=id)
refused("NotFoundException", api.get_rest_api, restApiId=id)
refused("NotFoundException", api.get_usage_plan, usagePlanId=plan)
check(call(id, "/prod/orders/7")[0] == 404, "the API is gone")

report()
