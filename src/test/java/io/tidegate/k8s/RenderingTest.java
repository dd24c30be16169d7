package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize makes of the overlays; where kubectl is not installed this is skipped. */
class RenderingTest {

    private static final Set<String> SCALERS = Set.of("HorizontalPodAutoscaler", "ScaledObject");

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal", "complete"})
    void everyOverlayRendersToValidObjects(String overlay) {
        assertThat(render(overlay))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(ManifestTest.problems(it)).as(it.title()).isEmpty());
    }

    private static List<Manifest> render(String overlay) {
        return render(Path.of("k8s/overlays", overlay));
    }

    private static List<Manifest> render(Path folder) {
        var rendered = Tool.orSkip("kubectl").run(List.of("kustomize", folder.toString()));
        assertThat(rendered.exit()).as(rendered.output()).isZero();
        return Manifest.parse(folder.toString(), rendered.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal", "complete"})
    void whatPodsAndRoutesReferToIsThere(String overlay) {
        // Given
        var objects = render(overlay);
        // When
        Set<String> referred =
                objects.stream()
                        .filter(Manifest::hasPods)
                        .flatMap(RenderingTest::references)
                        .collect(Collectors.toSet());
        // Then the only thing that is not there is what the user makes
        Set<String> there =
                objects.stream().map(it -> it.kind() + " " + it.name()).collect(Collectors.toSet());
        assertThat(there).containsAll(referred).doesNotContain("Secret tidegate-secrets");
    }

    private static Stream<String> references(Manifest deployment) {
        var volumes =
                Manifest.list(deployment.pod(), "volumes")
                        .flatMap(
                                it ->
                                        Stream.of(
                                                Manifest.object(it, "configMap")
                                                        .getString("name", ""),
                                                Manifest.object(it, "persistentVolumeClaim")
                                                        .getString("claimName", "")))
                        .toList();
        return Stream.of(
                        Stream.of("ServiceAccount " + account(deployment)),
                        Stream.of("ConfigMap " + volumes.get(0)),
                        volumes.stream()
                                .filter(it -> it.endsWith("-data"))
                                .map(it -> "PersistentVolumeClaim " + it))
                .flatMap(it -> it)
                .filter(it -> !it.endsWith(" "));
    }

    private static String account(Manifest deployment) {
        return deployment.pod().getString("serviceAccountName", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "production", "journal", "complete"})
    void everySelectorFindsPods(String overlay) {
        // Given
        var objects = render(overlay);
        var pods = objects.stream().filter(Manifest::hasPods).toList();
        // Then
        objects.stream()
                .filter(it -> !it.hasPods())
                .filter(it -> overlay.equals("complete") || !it.name().equals("redis"))
                .flatMap(RenderingTest::selectors)
                .forEach(
                        labels ->
                                assertThat(pods)
                                        .as("pods with " + labels)
                                        .anyMatch(it -> has(it, labels)));
    }

    private static Stream<JsonObject> selectors(Manifest manifest) {
        JsonObject spec = manifest.object("spec");
        return switch (manifest.kind()) {
            case "Service" -> Stream.of(spec.getJsonObject("selector"));
            case "PodDisruptionBudget", "PodMonitor" ->
                    Stream.of(Manifest.object(spec, "selector", "matchLabels"));
            case "NetworkPolicy" -> Stream.of(Manifest.object(spec, "podSelector", "matchLabels"));
            default -> Stream.of();
        };
    }

    private static boolean has(Manifest deployment, JsonObject labels) {
        var own = deployment.object("spec", "template", "metadata", "labels");
        return labels.stream().allMatch(it -> it.getValue().equals(own.getValue(it.getKey())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "journal", "complete"})
    void thePublicServiceLeadsToIngressPodsOnly(String overlay) {
        // Given
        var objects = render(overlay);
        JsonObject selector =
                objects.stream()
                        .filter(it -> it.kind().equals("Service") && it.name().equals("tidegate"))
                        .map(it -> it.object("spec", "selector"))
                        .findFirst()
                        .orElseThrow();
        // Then
        assertThat(objects.stream().filter(it -> it.hasPods() && has(it, selector)))
                .extracting(Manifest::name)
                .containsExactly("tidegate-ingress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "journal", "complete"})
    void everyRoleHasOneScalerAndOneBudget(String overlay) {
        // Given
        var objects = render(overlay);
        // Then
        for (String role : List.of("tidegate-ingress", "tidegate-dispatch")) {
            assertThat(objects.stream().filter(RenderingTest::isGateway))
                    .extracting(it -> it.kind() + " " + it.name())
                    .containsAll(scaled(objects))
                    .filteredOn(it -> it.endsWith(role))
                    .hasSize(1);
            assertThat(scaled(objects)).filteredOn(it -> it.endsWith(role)).hasSize(1);
            assertThat(objects.stream().filter(it -> it.kind().equals("PodDisruptionBudget")))
                    .extracting(Manifest::name)
                    .containsOnlyOnce(role);
        }
        assertThat(objects.stream().filter(RenderingTest::isGateway))
                .as("a number of replicas would undo what the scaler did")
                .noneMatch(it -> it.object("spec").containsKey("replicas"));
    }

    private static boolean isGateway(Manifest manifest) {
        return manifest.hasPods() && manifest.name().startsWith("tidegate");
    }

    /** What scalers scale, as kind and name. */
    private static List<String> scaled(List<Manifest> objects) {
        return objects.stream()
                .filter(it -> SCALERS.contains(it.kind()))
                .map(it -> it.object("spec", "scaleTargetRef"))
                .map(it -> it.getString("kind", "Deployment") + " " + it.getString("name"))
                .toList();
    }

    /** A pod that is scaled away takes along what is in its journal only. */
    @ParameterizedTest
    @ValueSource(strings = {"", "  - ../../k8s/components/keda\n"})
    void podsWithAJournalAreNotScaledAway(String before) throws IOException {
        // Given
        Path folder = Files.createTempDirectory(Path.of("target"), "journal");
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                """
                resources:
                  - ../../k8s/overlays/production
                components:
                %s  - ../../k8s/components/journal
                """
                        .formatted(before));
        // When
        var objects = render(folder);
        // Then
        assertThat(scaled(objects))
                .containsExactlyInAnyOrder(
                        "StatefulSet tidegate-ingress", "Deployment tidegate-dispatch");
        assertThat(objects)
                .filteredOn(it -> SCALERS.contains(it.kind()) && it.name().endsWith("ingress"))
                .extracting(it -> it.object("spec").encode())
                .allMatch(it -> it.contains("\"selectPolicy\":\"Disabled\""));
        assertThat(objects.stream().filter(it -> it.kind().equals("StatefulSet")))
                .extracting(
                        it -> it.object("spec", "persistentVolumeClaimRetentionPolicy").encode())
                .containsExactly("{\"whenDeleted\":\"Retain\",\"whenScaled\":\"Retain\"}");
    }
}
