package io.tidegate;

import java.nio.file.Path;
import java.util.Map;

/** What the recipes take from the environment. */
final class RecipeVariables {

    /** The secret of every sender and receiver. */
    static final String SECRET = "recipes-test-secret-0123456789";

    private RecipeVariables() {}

    /**
     * The variables of all recipes, ports aside.
     *
     * @param url where everything listens that is called over HTTP, without a slash at its end
     * @param redis the address of a Redis
     * @param kafka host and port of a broker
     * @param folder where files are written
     */
    static Map<String, String> of(String url, String redis, String kafka, Path folder) {
        return Map.ofEntries(
                Map.entry("GITHUB_WEBHOOK_SECRET", SECRET),
                Map.entry("GITHUB_API", url),
                Map.entry("GITHUB_TOKEN", "github-token"),
                Map.entry("DEPLOY_REPOSITORY", "acme/deploy"),
                Map.entry("JENKINS_URL", url + "/jenkins"),
                Map.entry("JENKINS_JOB_TOKEN", "job-token"),
                Map.entry("CI_URL", url + "/ci"),
                Map.entry("CI_TOKEN", "ci-token"),
                Map.entry("STRIPE_WEBHOOK_SECRET", SECRET),
                Map.entry("FULFILMENT_URL", url + "/fulfil"),
                Map.entry("FULFILMENT_SECRET", SECRET),
                Map.entry("LEDGER_REDIS", redis),
                Map.entry("CALENDLY_SIGNING_KEY", SECRET),
                Map.entry("HUBSPOT_API", url),
                Map.entry("HUBSPOT_TOKEN", "hubspot-token"),
                Map.entry("PUSH_SERVICE_ACCOUNT", "push@acme.iam.gserviceaccount.com"),
                Map.entry("PUSH_AUDIENCE", "https://hooks.acme.test/in/gmail"),
                Map.entry("TODOIST_API", url),
                Map.entry("TODOIST_TOKEN", "todoist-token"),
                Map.entry("LINEAR_WEBHOOK_SECRET", SECRET),
                Map.entry("SLACK_WEBHOOK_URL", url + "/slack"),
                Map.entry("WORKFLOW_URL", url + "/workflow"),
                Map.entry("WORKFLOW_SECRET", SECRET),
                Map.entry("SHOPIFY_WEBHOOK_SECRET", SECRET),
                Map.entry("KAFKA_BOOTSTRAP", kafka),
                Map.entry("SLACK_SIGNING_SECRET", SECRET),
                Map.entry("WORKER_URL", url + "/deploy"),
                Map.entry("WORKER_SECRET", SECRET),
                Map.entry("WEBSITE_URL", url + "/website"),
                Map.entry("WEBSITE_SECRET", SECRET),
                Map.entry("ARCHIVE_FOLDER", folder.toString()),
                Map.entry("SHARED_REDIS", redis));
    }
}
