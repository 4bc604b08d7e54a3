#include "schema.h"

#define HCN "learn.microsoft.com/windows-server/networking/technologies/hcn/hcn-json-document-schemas"
#define HCSSHIM_HCN "github.com/microsoft/hcsshim hcn/"

/*
 * What the functions of computenetwork.dll take. The two sources spell the id `Id` and `ID`: `ID` here, as HNS answers.
 * What HNS only tells (HostComputeNamespace of an endpoint, Resources of a namespace, Health) is no field of these.
 */
const SchemaType networkTypes[] = {
    {"HcnNetwork", HCN, "ID:Guid Owner:string Name:string! SchemaVersion:Version! Type:HcnNetworkType Flags:u32 "
     "Ipams:HcnIpam[] Dns:HcnDns MacPool:HcnMacPool Policies:HcnNetworkPolicy[]"},
    {"HcnNetworkType", HCSSHIM_HCN "hcnnetwork.go, and HNS's own Internal", "| NAT ICS Transparent L2Bridge L2Tunnel Overlay "
     "Private Internal"},
    {"HcnIpam", HCN, "Type:HcnIpamType Subnets:HcnSubnet[]"},
    {"HcnIpamType", HCN, "| Static Dhcp"},
    {"HcnSubnet", HCN, "IpAddressPrefix:string! Routes:HcnRoute[] Policies:HcnSubnetPolicy[] Flags:u32"},
    {"HcnRoute", HCN, "NextHop:string! DestinationPrefix:string! Metric:u16"},
    {"HcnSubnetPolicy", HCSSHIM_HCN "hcnpolicy.go", "Type:HcnSubnetPolicyType! Settings:*Type!"},
    {"HcnSubnetPolicyType", HCSSHIM_HCN "hcnpolicy.go", "| VLAN VSID"},
    {"HcnIsolation", HCSSHIM_HCN "hcnpolicy.go", "IsolationId:u32!"},
    {"HcnDns", HCSSHIM_HCN "hcnnetwork.go", "Domain:string Search:string[] ServerList:string[] Options:string[]"},
    {"HcnMacPool", HCN, "Ranges:HcnMacRange[]"},
    {"HcnMacRange", HCN, "StartMacAddress:mac! EndMacAddress:mac!"},
    {"HcnNetworkPolicy", HCSSHIM_HCN "hcnpolicy.go", "Type:HcnNetworkPolicyType! Settings:*Type!"},
    {"HcnNetworkPolicyType", HCSSHIM_HCN "hcnpolicy.go", "| SourceMacAddress NetAdapterName VSwitchExtension DrMacAddress "
     "AutomaticDNS InterfaceConstraint ProviderAddress RemoteSubnetRoute HostRoute"},
    {"HcnNetAdapterName", HCSSHIM_HCN "hcnpolicy.go", "NetworkAdapterName:string!"},
    {"HcnInterfaceConstraint", HCSSHIM_HCN "hcnpolicy.go", "InterfaceGuid:Guid InterfaceLuid:u64 InterfaceIndex:u32 "
     "InterfaceMediaType:u32 InterfaceAlias:string InterfaceDescription:string"},
    {"HcnSourceMacAddress", HCSSHIM_HCN "hcnpolicy.go", "SourceMacAddress:mac!"},
    {"HcnAutomaticDns", HCSSHIM_HCN "hcnpolicy.go", "Enable:bool!"},

    {"HcnEndpoint", HCN, "ID:Guid Owner:string Name:string SchemaVersion:Version! HostComputeNetwork:Guid Flags:u32 "
     "IpConfigurations:HcnIpConfiguration[] MacAddress:mac Dns:HcnDns Routes:HcnRoute[] Policies:HcnEndpointPolicy[]"},
    {"HcnIpConfiguration", HCN, "IpAddress:string! PrefixLength:u8"},
    {"HcnEndpointPolicy", HCSSHIM_HCN "hcnpolicy.go", "Type:HcnEndpointPolicyType! Settings:*Type!"},
    {"HcnEndpointPolicyType", HCSSHIM_HCN "hcnpolicy.go", "| PortMapping ACL QOS L2Driver OutBoundNAT SDNRoute L4Proxy "
     "L4WFPPROXY PortName EncapOverhead ProviderAddress InterfaceConstraint"},
    {"HcnPortMapping", HCSSHIM_HCN "hcnpolicy.go", "Protocol:u32! InternalPort:u16! ExternalPort:u16 VIP:string Flags:u32"},
    {"HcnAcl", HCSSHIM_HCN "hcnpolicy.go", "Protocols:string Action:HcnAction! Direction:HcnDirection! LocalAddresses:string "
     "RemoteAddresses:string LocalPorts:string RemotePorts:string RuleType:HcnRuleType Priority:u16"},
    {"HcnAction", HCSSHIM_HCN "hcnpolicy.go", "| Allow Block"},
    {"HcnDirection", HCSSHIM_HCN "hcnpolicy.go", "| In Out"},
    {"HcnRuleType", HCSSHIM_HCN "hcnpolicy.go", "| Switch Host"},
    {"HcnQos", HCSSHIM_HCN "hcnpolicy.go", "MaximumOutgoingBandwidthInBytes:u64!"},
    {"HcnOutBoundNat", HCSSHIM_HCN "hcnpolicy.go", "VirtualIP:string Exceptions:string[]"},

    {"HcnNamespace", HCSSHIM_HCN "hcnnamespace.go", "ID:Guid Owner:string SchemaVersion:Version! Type:HcnNamespaceType"},
    {"HcnNamespaceType", HCSSHIM_HCN "hcnnamespace.go", "| Host HostDefault Guest GuestDefault"},

    {"HcnNamespaceRequest", HCSSHIM_HCN "hcnnamespace.go", "ResourceType:HcnNamespaceResource! RequestType:HcnRequestType! "
     "Settings:*ResourceType!"},
    {"HcnNamespaceResource", HCSSHIM_HCN "hcnnamespace.go", "| Container Endpoint"},
    {"HcnRequestType", HCSSHIM_HCN "hcnendpoint.go", "| Add Remove Update Refresh"},
    {"HcnNamespaceEndpoint", HCSSHIM_HCN "hcnnamespace.go", "EndpointId:Guid!"},
    {"HcnNamespaceContainer", HCSSHIM_HCN "hcnnamespace.go", "ContainerId:string!"},
    {"HcnEndpointRequest", HCSSHIM_HCN "hcnendpoint.go", "ResourceType:HcnEndpointResource! RequestType:HcnRequestType! "
     "Settings:HcnEndpointPolicies!"},
    {"HcnEndpointResource", HCSSHIM_HCN "hcnendpoint.go", "| Policy Port"},
    {"HcnEndpointPolicies", HCSSHIM_HCN "hcnendpoint.go", "Policies:HcnEndpointPolicy[]!"},
    {"HcnNetworkRequest", HCSSHIM_HCN "hcnnetwork.go", "ResourceType:HcnNetworkResource! RequestType:HcnRequestType! "
     "Settings:HcnNetworkPolicies!"},
    {"HcnNetworkResource", HCSSHIM_HCN "hcnnetwork.go", "| Policy DNS Extension"},
    {"HcnNetworkPolicies", HCSSHIM_HCN "hcnnetwork.go", "Policies:HcnNetworkPolicy[]!"},

    {"HcnQuery", HCSSHIM_HCN "hcnquery.go", "SchemaVersion:Version! Flags:Any Filter:string"},
    {"HcnFilter", HCSSHIM_HCN "hcnendpoint.go, hcnnetwork.go", "ID:Guid Name:string VirtualNetwork:Guid"},
    {0}};

const SchemaChoice networkChoices[] = {
    {"Type", "VLAN", "HcnIsolation"},
    {"Type", "VSID", "HcnIsolation"},
    {"Type", "NetAdapterName", "HcnNetAdapterName"},
    {"Type", "InterfaceConstraint", "HcnInterfaceConstraint"},
    {"Type", "SourceMacAddress", "HcnSourceMacAddress"},
    {"Type", "AutomaticDNS", "HcnAutomaticDns"},
    {"Type", "PortMapping", "HcnPortMapping"},
    {"Type", "ACL", "HcnAcl"},
    {"Type", "QOS", "HcnQos"},
    {"Type", "OutBoundNAT", "HcnOutBoundNat"},
    {"ResourceType", "Endpoint", "HcnNamespaceEndpoint"},
    {"ResourceType", "Container", "HcnNamespaceContainer"},
    {0}};
