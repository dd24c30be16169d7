package io.tidegate.action.example;

import io.tidegate.action.spi.ActionPlugin;
import io.tidegate.action.spi.PluginAction;
import java.util.Map;

/** A plug-in that forgot its name. */
public final class NamelessPlugin implements ActionPlugin {

    @Override
    public String name() {
        return " ";
    }

    @Override
    public PluginAction open(Map<String, String> settings) {
        throw new IllegalStateException("cannot be opened");
    }
}
