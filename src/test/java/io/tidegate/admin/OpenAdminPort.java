package io.tidegate.admin;

import io.tidegate.testing.Futures;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Each test has an admin port of its own that asks for no token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenAdminPort {

    private final Vertx vertx = Vertx.vertx();

    AdminPort admin;

    @BeforeEach
    void open() throws IOException {
        admin = new AdminPort(vertx, "");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @AfterAll
    void closeVertx() {
        Futures.await(vertx.close());
    }
}
