package io.tidegate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file under {@code k8s/}, read as strictly as an API server would, and more. */
class ManifestTest {

    static List<Manifest> wholes() {
        return Kustomizations.wholes();
    }

    static List<Manifest> patches() {
        return Kustomizations.patches().stream().flatMap(it -> Manifest.read(it).stream()).toList();
    }

    static List<Manifest> kustomizations() {
        return Kustomizations.all();
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void everyObjectHasKnownFieldsOnlyAndAllThatItNeeds(Manifest manifest) {
        assertThat(problems(manifest)).as(manifest.title()).isEmpty();
    }

    static List<String> problems(Manifest manifest) {
        return StrictModel.of(manifest)
                .map(model -> StrictModel.problems(model, manifest))
                .orElseGet(() -> OtherKinds.problems(manifest));
    }

    @ParameterizedTest
    @MethodSource("patches")
    void everyPatchHasKnownFieldsOnly(Manifest patch) {
        var model = StrictModel.of(patch).orElseThrow();

        assertThat(StrictModel.problemsOfPatch(model, patch)).as(patch.title()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void everyKustomizationHasKnownFieldsOnly(Manifest kustomization) {
        assertThat(OtherKinds.problems(kustomization)).as(kustomization.origin()).isEmpty();
    }

    @Test
    void everyFileIsPartOfSomethingAndEveryPartExists() {
        // Given
        var named = new HashSet<Path>(Kustomizations.resources());
        named.addAll(Kustomizations.patches());
        named.addAll(Kustomizations.generators());
        // Then
        assertThat(named).allMatch(Files::exists);
        assertThat(named.stream().filter(Files::isDirectory))
                .allMatch(it -> Files.exists(it.resolve("kustomization.yaml")));
        assertThat(named).containsAll(Kustomizations.parts());
    }

    @Test
    void everyImageHasAVersion() {
        assertThat(Kustomizations.wholes().stream().filter(Manifest::hasPods))
                .isNotEmpty()
                .allSatisfy(
                        it ->
                                assertThat(it.container().getString("image"))
                                        .matches("[a-z0-9./-]+:\\d+\\.\\d+\\.\\d+[a-z0-9.-]*"));
    }

    @Test
    void noObjectHoldsASecret() {
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.kind()).as(it.title()).isNotEqualTo("Secret"))
                .filteredOn(it -> it.hasPods() && !it.pod().isEmpty())
                .allSatisfy(
                        it ->
                                assertThat(
                                                Manifest.list(it.container(), "env")
                                                        .map(env -> env.getString("name")))
                                        .as("secrets come as files: " + it.title())
                                        .isSubsetOf("JDK_JAVA_OPTIONS"));
    }

    private static List<Manifest> everything() {
        return Stream.concat(wholes().stream(), patches().stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: Service, metadata: {name: a}, specc: {}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{prt: 1}]}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: '1'}]}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a, labels: {b: 1}}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: {port: 1}}}",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: null}",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {}}}",
                "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a}, spec: {}}",
                "{apiVersion: x/v1, kind: Unheard, metadata: {name: a}}",
            })
    void aWrongObjectIsFound(String text) {
        // Given
        var right =
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 1}]}}";
        // Then
        assertThat(problems(Manifest.parse("wrong", text).get(0))).isNotEmpty();
        assertThat(problems(Manifest.parse("right", right).get(0))).isEmpty();
    }
}
