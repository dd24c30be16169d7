package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.Quantity;
import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Extensions;
import io.tidegate.cli.ServeOptions.Role;
import io.tidegate.config.GatewayConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pod and its configuration, held against the program that runs in it. */
class PodTest {

    private static final Path OVERLAYS = Path.of("k8s/overlays");
    private static final String CONFIG = "/etc/tidegate";
    private static final String SECRETS = "/run/secrets/tidegate";
    private static final Pattern FILE = Pattern.compile("\\$\\{file:([^}]*)}");
    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "^ *(token|writeToken|password|sign|secrets|secretKey|Authorization):.*", 8);

    /** What a stop takes besides what is configured: open requests, the admin port, Redis. */
    private static final Duration FIXED = Duration.ofSeconds(10 + 5 + 10);

    @TempDir private Path folder;

    private final Manifest base = Manifest.read(Path.of("k8s/base/pod/deployment.yaml")).get(0);

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal"})
    void theProgramTakesTheConfiguration(String overlay) throws IOException {
        // When
        GatewayConfig config = configOf(overlay);
        // Then
        assertThat(config.sources()).isNotEmpty();
        assertThat(config.admin().host()).isEqualTo("0.0.0.0");
        assertThat(config.redis().isEmbedded()).isEqualTo(overlay.equals("trial"));
    }

    /** The configuration, with files for its secrets that hold nothing of worth. */
    private GatewayConfig configOf(String overlay) throws IOException {
        String text = textOf(overlay);
        for (String file : secretFiles(text)) {
            Files.writeString(folder.resolve(Path.of(file).getFileName()), "0".repeat(32));
        }
        Path copy = folder.resolve("tidegate.yaml");
        Files.writeString(copy, text.replace(SECRETS, folder.toString()));
        return Blueprint.read(copy, Map.of(), Extensions.NONE).config();
    }

    private static String textOf(String overlay) throws IOException {
        return Files.readString(OVERLAYS.resolve(overlay).resolve("tidegate.yaml"));
    }

    private static List<String> secretFiles(String text) {
        return FILE.matcher(text).results().map(it -> it.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal"})
    void everySecretIsAFileOfTheSecretThatTheDocumentCreates(String overlay) throws IOException {
        // Given
        String text = textOf(overlay);
        String document = Files.readString(Path.of("src/docs/kubernetes.md"));
        // Then
        assertThat(SECRET_KEY.matcher(text).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(it -> FILE.matcher(it).find());
        assertThat(secretFiles(text)).allMatch(it -> it.startsWith(SECRETS + "/"));
        assertThat(secretFiles(text).stream().map(it -> "=" + Path.of(it).getFileName()))
                .allMatch(it -> document.contains("--from-file" + it));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal"})
    void prometheusHasTheTokenThatLetsLookOnly(String overlay) throws IOException {
        // Given
        Path monitor = Path.of("k8s/components/prometheus-operator/pod-monitor.yaml");
        String key =
                Manifest.list(Manifest.read(monitor).get(0).object("spec"), "podMetricsEndpoints")
                        .map(it -> Manifest.object(it, "authorization", "credentials"))
                        .map(it -> it.getString("key"))
                        .findFirst()
                        .orElseThrow();
        // Then
        assertThat(configOf(overlay).admin().writeToken().isPresent()).isTrue();
        assertThat(textOf(overlay))
                .contains("  token: \"${file:" + SECRETS + "/" + key + "}\"\n")
                .doesNotContain("writeToken: \"${file:" + SECRETS + "/" + key + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal"})
    void portsAreThoseThatAreListenedOn(String overlay) throws IOException {
        // Given
        GatewayConfig config = configOf(overlay);
        // Then
        assertThat(port("http")).isEqualTo(config.publicPort().port());
        assertThat(port("admin")).isEqualTo(config.admin().port());
    }

    private int port(String name) {
        return Manifest.list(base.container(), "ports")
                .filter(it -> it.getString("name").equals(name))
                .map(it -> it.getInteger("containerPort"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void probesAskTheAdminPortForItsHealth() {
        assertThat(probe("livenessProbe")).isEqualTo("/health/live");
        assertThat(probe("readinessProbe")).isEqualTo("/health/ready");
        // Ready needs Redis: a start that waits for it must not be a reason to start again.
        assertThat(probe("startupProbe")).isEqualTo("/health/live");
    }

    @Test
    void aJournalIsOnAVolumeThatHasRoomForIt() throws IOException {
        // Given
        var journal = configOf("journal").store().journal();
        var set = Manifest.read(Path.of("k8s/components/journal/stateful-set.yaml")).get(0);
        JsonObject mount = Manifest.list(set.container(), "volumeMounts").findFirst().orElseThrow();
        JsonObject claim =
                Manifest.list(set.object("spec"), "volumeClaimTemplates").findFirst().orElseThrow();
        String room = Manifest.object(claim, "spec", "resources", "requests").getString("storage");
        // Then
        assertThat(Path.of(journal.path()).getParent()).hasToString(mount.getString("mountPath"));
        assertThat(Manifest.object(claim, "metadata").getString("name"))
                .isEqualTo(mount.getString("name"));
        assertThat(Quantity.fromString(room).getNumber().longValue())
                .isGreaterThanOrEqualTo(2 * journal.bytes().bytes());
    }

    @Test
    void theOverlayJournalIsProductionWithAJournal() throws IOException {
        // Given
        String all = textOf("journal");
        int start = all.indexOf("  # On the volume of each ingress pod");
        int end = all.indexOf("\n\n", start) + 1;
        // Then
        assertThat(all.substring(start, end)).contains("  journal:\n    path: /");
        assertThat(all.substring(0, start) + all.substring(end)).isEqualTo(textOf("production"));
    }

    private String probe(String name) {
        JsonObject get = Manifest.object(base.container(), name, "httpGet");
        assertThat(get.getString("port")).isEqualTo("admin");
        return get.getString("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal"})
    void graceIsLongerThanTheLongestStop(String overlay) throws IOException {
        // Given
        GatewayConfig config = configOf(overlay);
        int preStop =
                Manifest.object(base.container(), "lifecycle", "preStop", "sleep")
                        .getInteger("seconds");
        // When
        var longest =
                FIXED.plusSeconds(preStop)
                        .plus(config.publicPort().drain())
                        .plus(config.dispatch().stop());
        // Then
        assertThat(base.pod().getInteger("terminationGracePeriodSeconds"))
                .isGreaterThan((int) longest.toSeconds());
    }

    @Test
    void itRunsAsNobodyAndCanChangeNothing() {
        JsonObject pod = base.pod().getJsonObject("securityContext");
        JsonObject container = base.container().getJsonObject("securityContext");

        assertThat(pod.getBoolean("runAsNonRoot")).isTrue();
        assertThat(pod.getInteger("runAsUser")).isPositive();
        assertThat(Manifest.object(pod, "seccompProfile").getString("type"))
                .isEqualTo("RuntimeDefault");
        assertThat(container.getBoolean("readOnlyRootFilesystem")).isTrue();
        assertThat(container.getBoolean("allowPrivilegeEscalation")).isFalse();
        assertThat(Manifest.object(container, "capabilities").getJsonArray("drop"))
                .containsExactly("ALL");
        assertThat(base.pod().getBoolean("automountServiceAccountToken")).isFalse();
    }

    @Test
    void theConfigurationAndTheSecretsAreMountedWhereTheyAreLookedFor() {
        // When
        Map<String, String> mounts =
                Manifest.list(base.container(), "volumeMounts")
                        .collect(
                                Collectors.toMap(
                                        it -> it.getString("name"),
                                        it -> it.getString("mountPath")));
        // Then
        assertThat(mounts)
                .containsEntry("config", CONFIG)
                .containsEntry("secrets", SECRETS)
                .containsEntry("tmp", "/tmp");
        assertThat(base.container().getJsonArray("args"))
                .containsExactly("serve", "--config", CONFIG + "/tidegate.yaml");
    }

    /** Without the admin port there is nobody to ask for health and metrics. */
    @Test
    void everyRoleRunsOnceWithTheAdminPortBesideIt() {
        // When
        var roles =
                Stream.of("dispatch", "ingress")
                        .map(it -> OVERLAYS.resolve("production").resolve(it).resolve("role.yaml"))
                        .map(it -> Manifest.read(it).get(0).container().getJsonArray("args"))
                        .map(args -> args.getString(2));
        // Then
        assertThat(roles)
                .containsExactlyElementsOf(
                        Stream.of(Role.values())
                                .filter(it -> it != Role.ADMIN)
                                .map(it -> it + "," + Role.ADMIN)
                                .sorted()
                                .toList());
    }

    @Test
    void theImageRunsTheSameProgramAsTheSameUser() throws IOException {
        // Given
        String recipe = Files.readString(Path.of("k8s/image/Dockerfile"));
        int user = base.pod().getJsonObject("securityContext").getInteger("runAsUser");
        String version = base.container().getString("image").replaceFirst(".*:", "");
        // Then
        assertThat(recipe)
                .contains("\nUSER " + user + ":" + user + "\n")
                .contains("\nEXPOSE " + port("http") + " " + port("admin") + "\n")
                .contains("\"serve\", \"--config\", \"" + CONFIG + "/tidegate.yaml\"")
                .doesNotContain(":latest");
        assertThat(recipe.lines().filter(it -> it.startsWith("ARG ")))
                .isNotEmpty()
                .allMatch(it -> it.matches("ARG [A-Z]+=[a-z0-9./-]+:[a-z0-9._-]+"));
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>tidegate</artifactId>\n  <version>" + version + "<");
    }
}
