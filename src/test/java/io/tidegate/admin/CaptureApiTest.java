package io.tidegate.admin;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.SecretVault;
import io.tidegate.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening a source for one more secret of its sender's. */
class CaptureApiTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String TOKEN = "correct horse";
    private static final String PATH = "/api/v1/sources/shop/capture";

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private static boolean isOpen(AdminPort admin) {
        SecretVault vault = admin.vaults.openVault();
        return await(vault.keep("shop", new byte[] {1}, false));
    }

    @Test
    void openedSourceTakesASecret() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            assertThat(isOpen(admin)).isFalse();
            var answer = admin.send("POST", PATH);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(answer.body()))
                    .isEqualTo(new JsonObject().put("source", "shop").put("openSeconds", 600));
            assertThat(isOpen(admin)).isTrue();
        }
    }

    @Test
    void withoutTheTokenNothingIsOpened() throws IOException {
        try (var admin = new AdminPort(VERTX, TOKEN)) {
            assertThat(admin.send("POST", PATH).statusCode()).isEqualTo(401);
            assertThat(isOpen(admin)).isFalse();
            var answer = admin.send("POST", PATH, "Authorization", "Bearer " + TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "nobody", "{07}"})
    void sourceWhoseSenderHandsOverNothingIsNotOpened(String name) throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            String path = PATH.replace("shop", name.replace("{", "%7B").replace("}", "%7D"));
            var answer = admin.send("POST", path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("TG-CAPTURE");
        }
    }

    @Test
    void webPageCannotHaveItsReadersBrowserOpenASource() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            var answer = admin.send("POST", PATH, "Origin", "https://evil.test");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("TG-BROWSER");
            assertThat(isOpen(admin)).isFalse();
        }
    }

    @Test
    void sourceIsNotOpenedByLooking() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            assertThat(admin.get(PATH).statusCode()).isEqualTo(405);
            assertThat(isOpen(admin)).isFalse();
        }
    }
}
