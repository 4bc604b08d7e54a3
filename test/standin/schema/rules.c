#include <string.h>

#include "schema.h"

static const char *value_of_type(const JsonValue *value, const char **field) {
  static const struct { const char *type, *field; } carriers[] = {
      {"String", "StringValue"},      {"ExpandedString", "StringValue"}, {"MultiString", "StringValue"},
      {"Binary", "BinaryValue"},      {"DWord", "DWordValue"},           {"QWord", "QWordValue"},
      {"CustomType", "BinaryValue"}};
  const char *type = json_text(value, "Type", "");
  const char *carrier = "";
  for (size_t index = 0; index < sizeof carriers / sizeof *carriers; index++)
    if (!strcmp(type, carriers[index].type)) carrier = carriers[index].field;
  *field = carrier;
  if (*carrier && !json_field(value, carrier)) return "the value of this Type is missing";
  static const char *all[] = {"StringValue", "BinaryValue", "DWordValue", "QWordValue"};
  for (size_t index = 0; index < 4; index++) {
    *field = all[index];
    if (strcmp(all[index], carrier) && json_field(value, all[index])) return "does not go with this Type";
  }
  return NULL;
}

static const char *machine_memory(const JsonValue *memory, const char **field) {
  const JsonValue *overcommit = json_field(memory, "AllowOvercommit");
  *field = "EnableHotHint";
  bool physical = overcommit && !overcommit->boolean;
  return physical && json_true(memory, "EnableHotHint") ? "excluded by AllowOvercommit false" : NULL;
}

static const char *device(const JsonValue *device, const char **field) {
  const char *type = json_text(device, "Type", "ClassGuid");
  bool byClass = !strcmp(type, "ClassGuid"), byInstance = !strcmp(type, "DeviceInstance");
  *field = "InterfaceClassGuid";
  if (byClass != !!json_field(device, *field)) return byClass ? "must be there for Type ClassGuid" : "does not go with this Type";
  *field = "LocationPath";
  if (byInstance != !!json_field(device, *field))
    return byInstance ? "must be there for Type DeviceInstance" : "does not go with this Type";
  return NULL;
}

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/* `\\?\Volume{66d1ef4c-7a00-11e6-8948-00155ddbef9d}` and `rest`. */
static bool is_volume_path(const char *path, const char *rest) {
  static const char shape[] = "\\\\?\\Volume{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}";
  size_t length = sizeof shape - 1;
  for (size_t index = 0; index < length; index++) {
    bool same = shape[index] == 'x' ? is_hex(path[index]) : shape[index] == path[index];
    if (!same) return false;
  }
  return !strcmp(path + length, rest);
}

static const char *compute_system(const JsonValue *system, const char **field) {
  *field = "HostingSystemId";
  bool hosted = json_field(system, "HostedSystem") != NULL;
  if (hosted != !!json_field(system, *field)) return hosted ? "must be there for a HostedSystem" : "goes with a HostedSystem only";
  const JsonValue *container = json_field(system, "Container");
  *field = "Container.Storage";
  if (!container) return NULL;
  const JsonValue *storage = json_field(container, "Storage");
  if (!storage) return "must be there";
  *field = "Container.Storage.Layers";
  if (!json_field(storage, "Layers")->count) return "is empty";
  *field = "Container.Storage.Path";
  return is_volume_path(json_text(storage, "Path", ""), "\\") ? NULL : "must be a volume path that ends in a backslash";
}

static const char *container1(const JsonValue *container, const char **field) {
  *field = "SystemType";
  if (strcmp(json_text(container, *field, ""), "Container")) return "must be Container";
  bool virtual = json_true(container, "HvPartition");
  *field = "VolumePath";
  const char *volume = json_text(container, *field, NULL);
  if (virtual == !!volume) return virtual ? "does not go with HvPartition" : "must be there";
  if (volume && !is_volume_path(volume, "")) return "must be a volume path without a backslash at its end";
  *field = "HvRuntime";
  return virtual == !!json_field(container, *field) ? NULL : virtual ? "must be there for HvPartition" : "goes with HvPartition only";
}

static const char *modify_process(const JsonValue *request, const char **field) {
  *field = json_text(request, "Operation", "");
  return json_field(request, *field) ? NULL : "must be there for this Operation";
}

static const char *modify_system(const JsonValue *request, const char **field) {
  *field = "ResourcePath";
  return json_field(request, *field) || json_field(request, "GuestRequest") ? NULL : "must be there, or a GuestRequest";
}

const char *schema_rule(const char *type, const JsonValue *object, const char **field) {
  static const struct { const char *type; const char *(*rule)(const JsonValue *, const char **); } rules[] = {
      {"RegistryValue", value_of_type},   {"VirtualMachine_Memory", machine_memory}, {"Device", device},
      {"ComputeSystem", compute_system},  {"Container1", container1},                {"ProcessModifyRequest", modify_process},
      {"ModifySettingRequest", modify_system}};
  *field = NULL;
  for (size_t index = 0; index < sizeof rules / sizeof *rules; index++)
    if (!strcmp(type, rules[index].type)) return rules[index].rule(object, field);
  return NULL;
}
