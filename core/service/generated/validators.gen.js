// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
"use strict";
export const GetContainerHost = validate10;
const schema11 = {"type":"object","additionalProperties":false,"properties":{},"required":[]};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

export const InstallContainerHost = validate11;
const schema12 = {"type":"object","additionalProperties":false,"properties":{"Isolation":{"type":"string","enum":["Process","HyperV"]},"Restart":{"type":"boolean"},"NoRestart":{"type":"boolean"}},"required":[]};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "Isolation") || (key0 === "Restart")) || (key0 === "NoRestart"))){
validate11.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Isolation !== undefined){
let data0 = data.Isolation;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate11.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data0 === "Process") || (data0 === "HyperV"))){
validate11.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/enum",keyword:"enum",params:{allowedValues: schema12.properties.Isolation.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Restart !== undefined){
const _errs4 = errors;
if(typeof data.Restart !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/Restart",schemaPath:"#/properties/Restart/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.NoRestart !== undefined){
const _errs6 = errors;
if(typeof data.NoRestart !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/NoRestart",schemaPath:"#/properties/NoRestart/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}

export const TestContainerHost = validate12;
const schema13 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Quiet":{"type":"boolean"}},"required":[]};
const pattern0 = new RegExp("[^\\s]", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "Name") || (key0 === "Quiet"))){
validate12.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate12.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate12.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate12.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Quiet !== undefined){
const _errs6 = errors;
if(typeof data.Quiet !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/Quiet",schemaPath:"#/properties/Quiet/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const RepairContainerHost = validate13;
const schema14 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000}},"required":[]};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "Name") || (key0 === "Id"))){
validate13.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate13.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate13.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate13.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data2 = data.Id;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate13.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate13.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate13.errors = [{instancePath:instancePath+"/Id/" + i1,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/Id/" + i1,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

export const RegisterContainerHostStartup = validate14;
const schema15 = {"type":"object","additionalProperties":false,"properties":{},"required":[]};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate14.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

export const UnregisterContainerHostStartup = validate15;
const schema16 = {"type":"object","additionalProperties":false,"properties":{},"required":[]};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate15.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

export const GetContainerHostStartup = validate16;
const schema17 = {"type":"object","additionalProperties":false,"properties":{},"required":[]};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate16.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

export const InstallContainerOSImage = validate17;
const schema18 = {"type":"object","additionalProperties":false,"properties":{"WimPath":{"type":"string","pattern":"[^\\s]"},"ImageIndex":{"type":"integer","minimum":1,"maximum":2147483647},"Force":{"type":"boolean"}},"required":[]};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "WimPath") || (key0 === "ImageIndex")) || (key0 === "Force"))){
validate17.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.WimPath !== undefined){
let data0 = data.WimPath;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate17.errors = [{instancePath:instancePath+"/WimPath",schemaPath:"#/properties/WimPath/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/WimPath",schemaPath:"#/properties/WimPath/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ImageIndex !== undefined){
let data1 = data.ImageIndex;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate17.errors = [{instancePath:instancePath+"/ImageIndex",schemaPath:"#/properties/ImageIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 2147483647 || isNaN(data1)){
validate17.errors = [{instancePath:instancePath+"/ImageIndex",schemaPath:"#/properties/ImageIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate17.errors = [{instancePath:instancePath+"/ImageIndex",schemaPath:"#/properties/ImageIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs6 = errors;
if(typeof data.Force !== "boolean"){
validate17.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}

export const UninstallContainerOSImage = validate18;
const schema19 = {"type":"object","additionalProperties":false,"properties":{"ImageName":{"type":"string","pattern":"[^\\s]"},"Version":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"ContainerImage":{"type":"string","pattern":"[^\\s]"},"FullName":{"type":"string","pattern":"[^\\s]"},"Force":{"type":"boolean"}},"required":[]};
const pattern5 = new RegExp("^\\d{1,9}(\\.\\d{1,9}){0,3}$", "u");

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "ImageName") || (key0 === "Version")) || (key0 === "ContainerImage")) || (key0 === "FullName")) || (key0 === "Force"))){
validate18.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ImageName !== undefined){
let data0 = data.ImageName;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate18.errors = [{instancePath:instancePath+"/ImageName",schemaPath:"#/properties/ImageName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/ImageName",schemaPath:"#/properties/ImageName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Version !== undefined){
let data1 = data.Version;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
validate18.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImage !== undefined){
let data2 = data.ContainerImage;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate18.errors = [{instancePath:instancePath+"/ContainerImage",schemaPath:"#/properties/ContainerImage/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/ContainerImage",schemaPath:"#/properties/ContainerImage/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.FullName !== undefined){
let data3 = data.FullName;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate18.errors = [{instancePath:instancePath+"/FullName",schemaPath:"#/properties/FullName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/FullName",schemaPath:"#/properties/FullName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs10 = errors;
if(typeof data.Force !== "boolean"){
validate18.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

export const NewContainer = validate19;
const schema20 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"string","pattern":"[^\\s]"},"ContainerImageName":{"type":"string","pattern":"[^\\s]"},"ContainerImagePublisher":{"type":"string","pattern":"[^\\s]"},"ContainerImageVersion":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"ContainerImage":{"type":"string","pattern":"[^\\s]"},"Command":{"type":"string","pattern":"[^\\s]"},"Environment":{"type":"object","additionalProperties":{"type":"string"}},"WorkingDirectory":{"type":"string","pattern":"[^\\s]"},"PublishPort":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"ContainerComputerName":{"type":"string","pattern":"[^\\s]"},"Isolation":{"type":"string","enum":["Default","Process","HyperV"]},"MemoryStartupBytes":{"type":"integer","minimum":33554432,"maximum":17592186044416},"ProcessorCount":{"type":"integer","minimum":1,"maximum":2048},"Secret":{"type":"object","additionalProperties":{"type":"string"}},"SecretFile":{"type":"object","additionalProperties":{"type":"string"}},"User":{"type":"string","pattern":"[^\\s]"},"RunAsAdministrator":{"type":"boolean"},"StopCommand":{"type":"string","pattern":"[^\\s]"},"StopTimeoutSec":{"type":"integer","minimum":0,"maximum":86400},"ProcessorMaximum":{"type":"integer","minimum":1,"maximum":100},"ProcessorWeight":{"type":"integer","minimum":1,"maximum":10000},"StorageMaximumIOPS":{"type":"integer","minimum":1,"maximum":4294967295},"StorageMaximumBandwidth":{"type":"integer","minimum":1,"maximum":17592186044416},"MaximumThreadCount":{"type":"integer","minimum":64,"maximum":4194304},"LogMaximumBytes":{"type":"integer","minimum":0,"maximum":17592186044416},"ScratchSizeBytes":{"type":"integer","minimum":21474836480,"maximum":70368744177664},"HealthCommand":{"type":"string","pattern":"[^\\s]"},"HealthIntervalSec":{"type":"integer","minimum":1,"maximum":86400},"HealthTimeoutSec":{"type":"integer","minimum":1,"maximum":86400},"HealthRetries":{"type":"integer","minimum":1,"maximum":1000},"HealthStartPeriodSec":{"type":"integer","minimum":0,"maximum":86400},"NoHealthCheck":{"type":"boolean"},"RestartPolicy":{"type":"string","enum":["No","OnFailure","Always","UnlessStopped"]},"MaximumRetryCount":{"type":"integer","minimum":1,"maximum":2147483647},"CredentialSpec":{"type":"string","pattern":"[^\\s]"},"Device":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000}},"required":[]};
const func2 = Object.prototype.hasOwnProperty;

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema20.properties, key0))){
validate19.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate19.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImageName !== undefined){
let data1 = data.ContainerImageName;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate19.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImagePublisher !== undefined){
let data2 = data.ContainerImagePublisher;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate19.errors = [{instancePath:instancePath+"/ContainerImagePublisher",schemaPath:"#/properties/ContainerImagePublisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/ContainerImagePublisher",schemaPath:"#/properties/ContainerImagePublisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImageVersion !== undefined){
let data3 = data.ContainerImageVersion;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
validate19.errors = [{instancePath:instancePath+"/ContainerImageVersion",schemaPath:"#/properties/ContainerImageVersion/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/ContainerImageVersion",schemaPath:"#/properties/ContainerImageVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImage !== undefined){
let data4 = data.ContainerImage;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
validate19.errors = [{instancePath:instancePath+"/ContainerImage",schemaPath:"#/properties/ContainerImage/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/ContainerImage",schemaPath:"#/properties/ContainerImage/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Command !== undefined){
let data5 = data.Command;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate19.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Environment !== undefined){
let data6 = data.Environment;
const _errs14 = errors;
if(errors === _errs14){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
const _errs17 = errors;
if(typeof data6[key1] !== "string"){
validate19.errors = [{instancePath:instancePath+"/Environment/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Environment/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs17 === errors;
if(!valid1){
break;
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/Environment",schemaPath:"#/properties/Environment/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.WorkingDirectory !== undefined){
let data8 = data.WorkingDirectory;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
validate19.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PublishPort !== undefined){
let data9 = data.PublishPort;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data9)){
if(data9.length > 10000){
validate19.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data9.length < 0){
validate19.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
const _errs23 = errors;
if(errors === _errs23){
if(typeof data10 === "string"){
if(!pattern0.test(data10)){
validate19.errors = [{instancePath:instancePath+"/PublishPort/" + i0,schemaPath:"#/properties/PublishPort/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/PublishPort/" + i0,schemaPath:"#/properties/PublishPort/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs23 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerComputerName !== undefined){
let data11 = data.ContainerComputerName;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data11 === "string"){
if(!pattern0.test(data11)){
validate19.errors = [{instancePath:instancePath+"/ContainerComputerName",schemaPath:"#/properties/ContainerComputerName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/ContainerComputerName",schemaPath:"#/properties/ContainerComputerName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Isolation !== undefined){
let data12 = data.Isolation;
const _errs27 = errors;
if(typeof data12 !== "string"){
validate19.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data12 === "Default") || (data12 === "Process")) || (data12 === "HyperV"))){
validate19.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/enum",keyword:"enum",params:{allowedValues: schema20.properties.Isolation.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MemoryStartupBytes !== undefined){
let data13 = data.MemoryStartupBytes;
const _errs29 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate19.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs29){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 17592186044416 || isNaN(data13)){
validate19.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data13 < 33554432 || isNaN(data13)){
validate19.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 33554432},message:"must be >= 33554432"}];
return false;
}
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorCount !== undefined){
let data14 = data.ProcessorCount;
const _errs31 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate19.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 2048 || isNaN(data14)){
validate19.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2048},message:"must be <= 2048"}];
return false;
}
else {
if(data14 < 1 || isNaN(data14)){
validate19.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Secret !== undefined){
let data15 = data.Secret;
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key2 in data15){
const _errs36 = errors;
if(typeof data15[key2] !== "string"){
validate19.errors = [{instancePath:instancePath+"/Secret/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Secret/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs36 === errors;
if(!valid3){
break;
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/Secret",schemaPath:"#/properties/Secret/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.SecretFile !== undefined){
let data17 = data.SecretFile;
const _errs38 = errors;
if(errors === _errs38){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key3 in data17){
const _errs41 = errors;
if(typeof data17[key3] !== "string"){
validate19.errors = [{instancePath:instancePath+"/SecretFile/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/SecretFile/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs41 === errors;
if(!valid4){
break;
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/SecretFile",schemaPath:"#/properties/SecretFile/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.User !== undefined){
let data19 = data.User;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
validate19.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RunAsAdministrator !== undefined){
const _errs45 = errors;
if(typeof data.RunAsAdministrator !== "boolean"){
validate19.errors = [{instancePath:instancePath+"/RunAsAdministrator",schemaPath:"#/properties/RunAsAdministrator/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StopCommand !== undefined){
let data21 = data.StopCommand;
const _errs47 = errors;
if(errors === _errs47){
if(typeof data21 === "string"){
if(!pattern0.test(data21)){
validate19.errors = [{instancePath:instancePath+"/StopCommand",schemaPath:"#/properties/StopCommand/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/StopCommand",schemaPath:"#/properties/StopCommand/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StopTimeoutSec !== undefined){
let data22 = data.StopTimeoutSec;
const _errs49 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate19.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs49){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 86400 || isNaN(data22)){
validate19.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data22 < 0 || isNaN(data22)){
validate19.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorMaximum !== undefined){
let data23 = data.ProcessorMaximum;
const _errs51 = errors;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
validate19.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs51){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 100 || isNaN(data23)){
validate19.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data23 < 1 || isNaN(data23)){
validate19.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorWeight !== undefined){
let data24 = data.ProcessorWeight;
const _errs53 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate19.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs53){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 10000 || isNaN(data24)){
validate19.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data24 < 1 || isNaN(data24)){
validate19.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StorageMaximumIOPS !== undefined){
let data25 = data.StorageMaximumIOPS;
const _errs55 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate19.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs55){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 4294967295 || isNaN(data25)){
validate19.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data25 < 1 || isNaN(data25)){
validate19.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs55 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StorageMaximumBandwidth !== undefined){
let data26 = data.StorageMaximumBandwidth;
const _errs57 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate19.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs57){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 17592186044416 || isNaN(data26)){
validate19.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data26 < 1 || isNaN(data26)){
validate19.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumThreadCount !== undefined){
let data27 = data.MaximumThreadCount;
const _errs59 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate19.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs59){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 4194304 || isNaN(data27)){
validate19.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4194304},message:"must be <= 4194304"}];
return false;
}
else {
if(data27 < 64 || isNaN(data27)){
validate19.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"}];
return false;
}
}
}
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.LogMaximumBytes !== undefined){
let data28 = data.LogMaximumBytes;
const _errs61 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate19.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs61){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 17592186044416 || isNaN(data28)){
validate19.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data28 < 0 || isNaN(data28)){
validate19.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ScratchSizeBytes !== undefined){
let data29 = data.ScratchSizeBytes;
const _errs63 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate19.errors = [{instancePath:instancePath+"/ScratchSizeBytes",schemaPath:"#/properties/ScratchSizeBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs63){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 70368744177664 || isNaN(data29)){
validate19.errors = [{instancePath:instancePath+"/ScratchSizeBytes",schemaPath:"#/properties/ScratchSizeBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 70368744177664},message:"must be <= 70368744177664"}];
return false;
}
else {
if(data29 < 21474836480 || isNaN(data29)){
validate19.errors = [{instancePath:instancePath+"/ScratchSizeBytes",schemaPath:"#/properties/ScratchSizeBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 21474836480},message:"must be >= 21474836480"}];
return false;
}
}
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthCommand !== undefined){
let data30 = data.HealthCommand;
const _errs65 = errors;
if(errors === _errs65){
if(typeof data30 === "string"){
if(!pattern0.test(data30)){
validate19.errors = [{instancePath:instancePath+"/HealthCommand",schemaPath:"#/properties/HealthCommand/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/HealthCommand",schemaPath:"#/properties/HealthCommand/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs65 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthIntervalSec !== undefined){
let data31 = data.HealthIntervalSec;
const _errs67 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate19.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs67){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 86400 || isNaN(data31)){
validate19.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data31 < 1 || isNaN(data31)){
validate19.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs67 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthTimeoutSec !== undefined){
let data32 = data.HealthTimeoutSec;
const _errs69 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate19.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs69){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 86400 || isNaN(data32)){
validate19.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data32 < 1 || isNaN(data32)){
validate19.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs69 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthRetries !== undefined){
let data33 = data.HealthRetries;
const _errs71 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
validate19.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs71){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 1000 || isNaN(data33)){
validate19.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data33 < 1 || isNaN(data33)){
validate19.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthStartPeriodSec !== undefined){
let data34 = data.HealthStartPeriodSec;
const _errs73 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate19.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs73){
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 86400 || isNaN(data34)){
validate19.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data34 < 0 || isNaN(data34)){
validate19.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs73 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.NoHealthCheck !== undefined){
const _errs75 = errors;
if(typeof data.NoHealthCheck !== "boolean"){
validate19.errors = [{instancePath:instancePath+"/NoHealthCheck",schemaPath:"#/properties/NoHealthCheck/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RestartPolicy !== undefined){
let data36 = data.RestartPolicy;
const _errs77 = errors;
if(typeof data36 !== "string"){
validate19.errors = [{instancePath:instancePath+"/RestartPolicy",schemaPath:"#/properties/RestartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data36 === "No") || (data36 === "OnFailure")) || (data36 === "Always")) || (data36 === "UnlessStopped"))){
validate19.errors = [{instancePath:instancePath+"/RestartPolicy",schemaPath:"#/properties/RestartPolicy/enum",keyword:"enum",params:{allowedValues: schema20.properties.RestartPolicy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs77 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumRetryCount !== undefined){
let data37 = data.MaximumRetryCount;
const _errs79 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
validate19.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs79){
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 2147483647 || isNaN(data37)){
validate19.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data37 < 1 || isNaN(data37)){
validate19.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs79 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.CredentialSpec !== undefined){
let data38 = data.CredentialSpec;
const _errs81 = errors;
if(errors === _errs81){
if(typeof data38 === "string"){
if(!pattern0.test(data38)){
validate19.errors = [{instancePath:instancePath+"/CredentialSpec",schemaPath:"#/properties/CredentialSpec/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/CredentialSpec",schemaPath:"#/properties/CredentialSpec/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs81 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Device !== undefined){
let data39 = data.Device;
const _errs83 = errors;
if(errors === _errs83){
if(Array.isArray(data39)){
if(data39.length > 10000){
validate19.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data39.length < 0){
validate19.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid5 = true;
const len1 = data39.length;
for(let i1=0; i1<len1; i1++){
let data40 = data39[i1];
const _errs85 = errors;
if(errors === _errs85){
if(typeof data40 === "string"){
if(!pattern0.test(data40)){
validate19.errors = [{instancePath:instancePath+"/Device/" + i1,schemaPath:"#/properties/Device/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/Device/" + i1,schemaPath:"#/properties/Device/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs85 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs83 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}

export const GetContainer = validate20;
const schema21 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"State":{"type":"string","enum":["Off","Running","Paused","Restarting"]},"Owner":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000}},"required":[]};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "State")) || (key0 === "Owner"))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate20.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate20.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate20.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate20.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate20.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate20.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate20.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate20.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate20.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.State !== undefined){
let data6 = data.State;
const _errs14 = errors;
if(typeof data6 !== "string"){
validate20.errors = [{instancePath:instancePath+"/State",schemaPath:"#/properties/State/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data6 === "Off") || (data6 === "Running")) || (data6 === "Paused")) || (data6 === "Restarting"))){
validate20.errors = [{instancePath:instancePath+"/State",schemaPath:"#/properties/State/enum",keyword:"enum",params:{allowedValues: schema21.properties.State.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Owner !== undefined){
let data7 = data.Owner;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data7)){
if(data7.length > 10000){
validate20.errors = [{instancePath:instancePath+"/Owner",schemaPath:"#/properties/Owner/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data7.length < 0){
validate20.errors = [{instancePath:instancePath+"/Owner",schemaPath:"#/properties/Owner/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid4 = true;
const len3 = data7.length;
for(let i3=0; i3<len3; i3++){
let data8 = data7[i3];
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
validate20.errors = [{instancePath:instancePath+"/Owner/" + i3,schemaPath:"#/properties/Owner/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Owner/" + i3,schemaPath:"#/properties/Owner/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs18 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/Owner",schemaPath:"#/properties/Owner/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}

export const StartContainer = validate21;
const schema22 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"TimeoutSec":{"type":"integer","minimum":1,"maximum":86400},"PassThru":{"type":"boolean"}},"required":[]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "TimeoutSec")) || (key0 === "PassThru"))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate21.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate21.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate21.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate21.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate21.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate21.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate21.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate21.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate21.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TimeoutSec !== undefined){
let data6 = data.TimeoutSec;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate21.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 86400 || isNaN(data6)){
validate21.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate21.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs16 = errors;
if(typeof data.PassThru !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const StopContainer = validate22;
const schema23 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"TurnOff":{"type":"boolean"},"TimeoutSec":{"type":"integer","minimum":0,"maximum":86400},"PassThru":{"type":"boolean"}},"required":[]};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "TurnOff")) || (key0 === "TimeoutSec")) || (key0 === "PassThru"))){
validate22.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate22.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate22.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate22.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate22.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate22.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate22.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate22.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate22.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate22.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TurnOff !== undefined){
const _errs14 = errors;
if(typeof data.TurnOff !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/TurnOff",schemaPath:"#/properties/TurnOff/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TimeoutSec !== undefined){
let data7 = data.TimeoutSec;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate22.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 86400 || isNaN(data7)){
validate22.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate22.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs18 = errors;
if(typeof data.PassThru !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const RestartContainer = validate23;
const schema24 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"TurnOff":{"type":"boolean"},"TimeoutSec":{"type":"integer","minimum":0,"maximum":86400},"PassThru":{"type":"boolean"}},"required":[]};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "TurnOff")) || (key0 === "TimeoutSec")) || (key0 === "PassThru"))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate23.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate23.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate23.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate23.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate23.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate23.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate23.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate23.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TurnOff !== undefined){
const _errs14 = errors;
if(typeof data.TurnOff !== "boolean"){
validate23.errors = [{instancePath:instancePath+"/TurnOff",schemaPath:"#/properties/TurnOff/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TimeoutSec !== undefined){
let data7 = data.TimeoutSec;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate23.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 86400 || isNaN(data7)){
validate23.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate23.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs18 = errors;
if(typeof data.PassThru !== "boolean"){
validate23.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const SuspendContainer = validate24;
const schema25 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"PassThru":{"type":"boolean"}},"required":[]};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "PassThru"))){
validate24.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate24.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate24.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate24.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate24.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate24.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate24.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate24.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate24.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate24.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs14 = errors;
if(typeof data.PassThru !== "boolean"){
validate24.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

export const ResumeContainer = validate25;
const schema26 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"PassThru":{"type":"boolean"}},"required":[]};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "PassThru"))){
validate25.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate25.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate25.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate25.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate25.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate25.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate25.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate25.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate25.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate25.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs14 = errors;
if(typeof data.PassThru !== "boolean"){
validate25.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}

export const WaitContainer = validate26;
const schema27 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"For":{"type":"string","enum":["Exit","Ready","Healthy"]},"LogLike":{"type":"string","pattern":"[^\\s]"},"TimeoutSec":{"type":"integer","minimum":0,"maximum":2147483}},"required":[]};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "For")) || (key0 === "LogLike")) || (key0 === "TimeoutSec"))){
validate26.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate26.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate26.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate26.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate26.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate26.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate26.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate26.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate26.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate26.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.For !== undefined){
let data6 = data.For;
const _errs14 = errors;
if(typeof data6 !== "string"){
validate26.errors = [{instancePath:instancePath+"/For",schemaPath:"#/properties/For/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data6 === "Exit") || (data6 === "Ready")) || (data6 === "Healthy"))){
validate26.errors = [{instancePath:instancePath+"/For",schemaPath:"#/properties/For/enum",keyword:"enum",params:{allowedValues: schema27.properties.For.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.LogLike !== undefined){
let data7 = data.LogLike;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
validate26.errors = [{instancePath:instancePath+"/LogLike",schemaPath:"#/properties/LogLike/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/LogLike",schemaPath:"#/properties/LogLike/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TimeoutSec !== undefined){
let data8 = data.TimeoutSec;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate26.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 2147483 || isNaN(data8)){
validate26.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483},message:"must be <= 2147483"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate26.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}

export const SetContainer = validate27;
const schema28 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Command":{"type":"string","pattern":"[^\\s]"},"Environment":{"type":"object","additionalProperties":{"type":"string"}},"RemoveEnvironment":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Secret":{"type":"object","additionalProperties":{"type":"string"}},"RemoveSecret":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"SecretFile":{"type":"object","additionalProperties":{"type":"string"}},"RemoveSecretFile":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"WorkingDirectory":{"type":"string","pattern":"[^\\s]"},"PublishPort":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"ContainerComputerName":{"type":"string","pattern":"[^\\s]"},"Isolation":{"type":"string","enum":["Process","HyperV"]},"MemoryStartupBytes":{"type":"integer","minimum":33554432,"maximum":17592186044416},"ProcessorCount":{"type":"integer","minimum":1,"maximum":2048},"ProcessorMaximum":{"type":"integer","minimum":1,"maximum":100},"ProcessorWeight":{"type":"integer","minimum":1,"maximum":10000},"StorageMaximumIOPS":{"type":"integer","minimum":1,"maximum":4294967295},"StorageMaximumBandwidth":{"type":"integer","minimum":1,"maximum":17592186044416},"MaximumThreadCount":{"type":"integer","minimum":64,"maximum":4194304},"LogMaximumBytes":{"type":"integer","minimum":0,"maximum":17592186044416},"CredentialSpec":{"type":"string","pattern":"[^\\s]"},"Device":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"User":{"type":"string","pattern":"[^\\s]"},"StopCommand":{"type":"string","pattern":"[^\\s]"},"StopTimeoutSec":{"type":"integer","minimum":0,"maximum":86400},"HealthCommand":{"type":"string","pattern":"[^\\s]"},"HealthIntervalSec":{"type":"integer","minimum":1,"maximum":86400},"HealthTimeoutSec":{"type":"integer","minimum":1,"maximum":86400},"HealthRetries":{"type":"integer","minimum":1,"maximum":1000},"HealthStartPeriodSec":{"type":"integer","minimum":0,"maximum":86400},"RestartPolicy":{"type":"string","enum":["No","OnFailure","Always","UnlessStopped"]},"MaximumRetryCount":{"type":"integer","minimum":1,"maximum":2147483647},"Clear":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"PassThru":{"type":"boolean"}},"required":[]};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema28.properties, key0))){
validate27.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate27.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate27.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate27.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate27.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate27.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate27.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate27.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate27.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate27.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Command !== undefined){
let data6 = data.Command;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
validate27.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Environment !== undefined){
let data7 = data.Environment;
const _errs16 = errors;
if(errors === _errs16){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key1 in data7){
const _errs19 = errors;
if(typeof data7[key1] !== "string"){
validate27.errors = [{instancePath:instancePath+"/Environment/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Environment/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs19 === errors;
if(!valid4){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Environment",schemaPath:"#/properties/Environment/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RemoveEnvironment !== undefined){
let data9 = data.RemoveEnvironment;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data9)){
if(data9.length > 10000){
validate27.errors = [{instancePath:instancePath+"/RemoveEnvironment",schemaPath:"#/properties/RemoveEnvironment/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data9.length < 0){
validate27.errors = [{instancePath:instancePath+"/RemoveEnvironment",schemaPath:"#/properties/RemoveEnvironment/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid5 = true;
const len3 = data9.length;
for(let i3=0; i3<len3; i3++){
let data10 = data9[i3];
const _errs23 = errors;
if(errors === _errs23){
if(typeof data10 === "string"){
if(!pattern0.test(data10)){
validate27.errors = [{instancePath:instancePath+"/RemoveEnvironment/" + i3,schemaPath:"#/properties/RemoveEnvironment/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/RemoveEnvironment/" + i3,schemaPath:"#/properties/RemoveEnvironment/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs23 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/RemoveEnvironment",schemaPath:"#/properties/RemoveEnvironment/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Secret !== undefined){
let data11 = data.Secret;
const _errs25 = errors;
if(errors === _errs25){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key2 in data11){
const _errs28 = errors;
if(typeof data11[key2] !== "string"){
validate27.errors = [{instancePath:instancePath+"/Secret/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Secret/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs28 === errors;
if(!valid6){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Secret",schemaPath:"#/properties/Secret/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RemoveSecret !== undefined){
let data13 = data.RemoveSecret;
const _errs30 = errors;
if(errors === _errs30){
if(Array.isArray(data13)){
if(data13.length > 10000){
validate27.errors = [{instancePath:instancePath+"/RemoveSecret",schemaPath:"#/properties/RemoveSecret/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data13.length < 0){
validate27.errors = [{instancePath:instancePath+"/RemoveSecret",schemaPath:"#/properties/RemoveSecret/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid7 = true;
const len4 = data13.length;
for(let i4=0; i4<len4; i4++){
let data14 = data13[i4];
const _errs32 = errors;
if(errors === _errs32){
if(typeof data14 === "string"){
if(!pattern0.test(data14)){
validate27.errors = [{instancePath:instancePath+"/RemoveSecret/" + i4,schemaPath:"#/properties/RemoveSecret/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/RemoveSecret/" + i4,schemaPath:"#/properties/RemoveSecret/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid7 = _errs32 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/RemoveSecret",schemaPath:"#/properties/RemoveSecret/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.SecretFile !== undefined){
let data15 = data.SecretFile;
const _errs34 = errors;
if(errors === _errs34){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key3 in data15){
const _errs37 = errors;
if(typeof data15[key3] !== "string"){
validate27.errors = [{instancePath:instancePath+"/SecretFile/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/SecretFile/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs37 === errors;
if(!valid8){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/SecretFile",schemaPath:"#/properties/SecretFile/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RemoveSecretFile !== undefined){
let data17 = data.RemoveSecretFile;
const _errs39 = errors;
if(errors === _errs39){
if(Array.isArray(data17)){
if(data17.length > 10000){
validate27.errors = [{instancePath:instancePath+"/RemoveSecretFile",schemaPath:"#/properties/RemoveSecretFile/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data17.length < 0){
validate27.errors = [{instancePath:instancePath+"/RemoveSecretFile",schemaPath:"#/properties/RemoveSecretFile/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid9 = true;
const len5 = data17.length;
for(let i5=0; i5<len5; i5++){
let data18 = data17[i5];
const _errs41 = errors;
if(errors === _errs41){
if(typeof data18 === "string"){
if(!pattern0.test(data18)){
validate27.errors = [{instancePath:instancePath+"/RemoveSecretFile/" + i5,schemaPath:"#/properties/RemoveSecretFile/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/RemoveSecretFile/" + i5,schemaPath:"#/properties/RemoveSecretFile/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs41 === errors;
if(!valid9){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/RemoveSecretFile",schemaPath:"#/properties/RemoveSecretFile/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.WorkingDirectory !== undefined){
let data19 = data.WorkingDirectory;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
validate27.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PublishPort !== undefined){
let data20 = data.PublishPort;
const _errs45 = errors;
if(errors === _errs45){
if(Array.isArray(data20)){
if(data20.length > 10000){
validate27.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data20.length < 0){
validate27.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid10 = true;
const len6 = data20.length;
for(let i6=0; i6<len6; i6++){
let data21 = data20[i6];
const _errs47 = errors;
if(errors === _errs47){
if(typeof data21 === "string"){
if(!pattern0.test(data21)){
validate27.errors = [{instancePath:instancePath+"/PublishPort/" + i6,schemaPath:"#/properties/PublishPort/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/PublishPort/" + i6,schemaPath:"#/properties/PublishPort/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid10 = _errs47 === errors;
if(!valid10){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerComputerName !== undefined){
let data22 = data.ContainerComputerName;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data22 === "string"){
if(!pattern0.test(data22)){
validate27.errors = [{instancePath:instancePath+"/ContainerComputerName",schemaPath:"#/properties/ContainerComputerName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/ContainerComputerName",schemaPath:"#/properties/ContainerComputerName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Isolation !== undefined){
let data23 = data.Isolation;
const _errs51 = errors;
if(typeof data23 !== "string"){
validate27.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data23 === "Process") || (data23 === "HyperV"))){
validate27.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/enum",keyword:"enum",params:{allowedValues: schema28.properties.Isolation.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MemoryStartupBytes !== undefined){
let data24 = data.MemoryStartupBytes;
const _errs53 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate27.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs53){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 17592186044416 || isNaN(data24)){
validate27.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data24 < 33554432 || isNaN(data24)){
validate27.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 33554432},message:"must be >= 33554432"}];
return false;
}
}
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorCount !== undefined){
let data25 = data.ProcessorCount;
const _errs55 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate27.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs55){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 2048 || isNaN(data25)){
validate27.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2048},message:"must be <= 2048"}];
return false;
}
else {
if(data25 < 1 || isNaN(data25)){
validate27.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs55 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorMaximum !== undefined){
let data26 = data.ProcessorMaximum;
const _errs57 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate27.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs57){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 100 || isNaN(data26)){
validate27.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data26 < 1 || isNaN(data26)){
validate27.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorWeight !== undefined){
let data27 = data.ProcessorWeight;
const _errs59 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate27.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs59){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 10000 || isNaN(data27)){
validate27.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data27 < 1 || isNaN(data27)){
validate27.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StorageMaximumIOPS !== undefined){
let data28 = data.StorageMaximumIOPS;
const _errs61 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate27.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs61){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 4294967295 || isNaN(data28)){
validate27.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data28 < 1 || isNaN(data28)){
validate27.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StorageMaximumBandwidth !== undefined){
let data29 = data.StorageMaximumBandwidth;
const _errs63 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate27.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs63){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 17592186044416 || isNaN(data29)){
validate27.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data29 < 1 || isNaN(data29)){
validate27.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumThreadCount !== undefined){
let data30 = data.MaximumThreadCount;
const _errs65 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate27.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs65){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 4194304 || isNaN(data30)){
validate27.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4194304},message:"must be <= 4194304"}];
return false;
}
else {
if(data30 < 64 || isNaN(data30)){
validate27.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"}];
return false;
}
}
}
}
var valid0 = _errs65 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.LogMaximumBytes !== undefined){
let data31 = data.LogMaximumBytes;
const _errs67 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate27.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs67){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 17592186044416 || isNaN(data31)){
validate27.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data31 < 0 || isNaN(data31)){
validate27.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs67 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.CredentialSpec !== undefined){
let data32 = data.CredentialSpec;
const _errs69 = errors;
if(errors === _errs69){
if(typeof data32 === "string"){
if(!pattern0.test(data32)){
validate27.errors = [{instancePath:instancePath+"/CredentialSpec",schemaPath:"#/properties/CredentialSpec/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/CredentialSpec",schemaPath:"#/properties/CredentialSpec/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs69 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Device !== undefined){
let data33 = data.Device;
const _errs71 = errors;
if(errors === _errs71){
if(Array.isArray(data33)){
if(data33.length > 10000){
validate27.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data33.length < 0){
validate27.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid11 = true;
const len7 = data33.length;
for(let i7=0; i7<len7; i7++){
let data34 = data33[i7];
const _errs73 = errors;
if(errors === _errs73){
if(typeof data34 === "string"){
if(!pattern0.test(data34)){
validate27.errors = [{instancePath:instancePath+"/Device/" + i7,schemaPath:"#/properties/Device/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Device/" + i7,schemaPath:"#/properties/Device/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs73 === errors;
if(!valid11){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.User !== undefined){
let data35 = data.User;
const _errs75 = errors;
if(errors === _errs75){
if(typeof data35 === "string"){
if(!pattern0.test(data35)){
validate27.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StopCommand !== undefined){
let data36 = data.StopCommand;
const _errs77 = errors;
if(errors === _errs77){
if(typeof data36 === "string"){
if(!pattern0.test(data36)){
validate27.errors = [{instancePath:instancePath+"/StopCommand",schemaPath:"#/properties/StopCommand/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/StopCommand",schemaPath:"#/properties/StopCommand/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs77 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StopTimeoutSec !== undefined){
let data37 = data.StopTimeoutSec;
const _errs79 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
validate27.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs79){
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 86400 || isNaN(data37)){
validate27.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data37 < 0 || isNaN(data37)){
validate27.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs79 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthCommand !== undefined){
let data38 = data.HealthCommand;
const _errs81 = errors;
if(errors === _errs81){
if(typeof data38 === "string"){
if(!pattern0.test(data38)){
validate27.errors = [{instancePath:instancePath+"/HealthCommand",schemaPath:"#/properties/HealthCommand/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/HealthCommand",schemaPath:"#/properties/HealthCommand/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs81 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthIntervalSec !== undefined){
let data39 = data.HealthIntervalSec;
const _errs83 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
validate27.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs83){
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 86400 || isNaN(data39)){
validate27.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data39 < 1 || isNaN(data39)){
validate27.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs83 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthTimeoutSec !== undefined){
let data40 = data.HealthTimeoutSec;
const _errs85 = errors;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
validate27.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs85){
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 86400 || isNaN(data40)){
validate27.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data40 < 1 || isNaN(data40)){
validate27.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs85 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthRetries !== undefined){
let data41 = data.HealthRetries;
const _errs87 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
validate27.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs87){
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 1000 || isNaN(data41)){
validate27.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data41 < 1 || isNaN(data41)){
validate27.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs87 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthStartPeriodSec !== undefined){
let data42 = data.HealthStartPeriodSec;
const _errs89 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate27.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs89){
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 86400 || isNaN(data42)){
validate27.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data42 < 0 || isNaN(data42)){
validate27.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs89 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RestartPolicy !== undefined){
let data43 = data.RestartPolicy;
const _errs91 = errors;
if(typeof data43 !== "string"){
validate27.errors = [{instancePath:instancePath+"/RestartPolicy",schemaPath:"#/properties/RestartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data43 === "No") || (data43 === "OnFailure")) || (data43 === "Always")) || (data43 === "UnlessStopped"))){
validate27.errors = [{instancePath:instancePath+"/RestartPolicy",schemaPath:"#/properties/RestartPolicy/enum",keyword:"enum",params:{allowedValues: schema28.properties.RestartPolicy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumRetryCount !== undefined){
let data44 = data.MaximumRetryCount;
const _errs93 = errors;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
validate27.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs93){
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 2147483647 || isNaN(data44)){
validate27.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data44 < 1 || isNaN(data44)){
validate27.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs93 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Clear !== undefined){
let data45 = data.Clear;
const _errs95 = errors;
if(errors === _errs95){
if(Array.isArray(data45)){
if(data45.length > 10000){
validate27.errors = [{instancePath:instancePath+"/Clear",schemaPath:"#/properties/Clear/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data45.length < 0){
validate27.errors = [{instancePath:instancePath+"/Clear",schemaPath:"#/properties/Clear/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid12 = true;
const len8 = data45.length;
for(let i8=0; i8<len8; i8++){
let data46 = data45[i8];
const _errs97 = errors;
if(errors === _errs97){
if(typeof data46 === "string"){
if(!pattern0.test(data46)){
validate27.errors = [{instancePath:instancePath+"/Clear/" + i8,schemaPath:"#/properties/Clear/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Clear/" + i8,schemaPath:"#/properties/Clear/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid12 = _errs97 === errors;
if(!valid12){
break;
}
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/Clear",schemaPath:"#/properties/Clear/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs95 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs99 = errors;
if(typeof data.PassThru !== "boolean"){
validate27.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs99 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}

export const SetContainerMemory = validate28;
const schema29 = {"type":"object","additionalProperties":false,"properties":{"ContainerName":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"ContainerId":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"MaximumBytes":{"type":"integer","minimum":33554432,"maximum":17592186044416},"PassThru":{"type":"boolean"}},"required":["MaximumBytes"]};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.MaximumBytes === undefined) && (missing0 = "MaximumBytes")){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "ContainerName") || (key0 === "Container")) || (key0 === "ContainerId")) || (key0 === "MaximumBytes")) || (key0 === "PassThru"))){
validate28.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ContainerName !== undefined){
let data0 = data.ContainerName;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate28.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate28.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate28.errors = [{instancePath:instancePath+"/ContainerName/" + i0,schemaPath:"#/properties/ContainerName/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/ContainerName/" + i0,schemaPath:"#/properties/ContainerName/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate28.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate28.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate28.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerId !== undefined){
let data4 = data.ContainerId;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate28.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate28.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate28.errors = [{instancePath:instancePath+"/ContainerId/" + i2,schemaPath:"#/properties/ContainerId/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/ContainerId/" + i2,schemaPath:"#/properties/ContainerId/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumBytes !== undefined){
let data6 = data.MaximumBytes;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate28.errors = [{instancePath:instancePath+"/MaximumBytes",schemaPath:"#/properties/MaximumBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 17592186044416 || isNaN(data6)){
validate28.errors = [{instancePath:instancePath+"/MaximumBytes",schemaPath:"#/properties/MaximumBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data6 < 33554432 || isNaN(data6)){
validate28.errors = [{instancePath:instancePath+"/MaximumBytes",schemaPath:"#/properties/MaximumBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 33554432},message:"must be >= 33554432"}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs16 = errors;
if(typeof data.PassThru !== "boolean"){
validate28.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}

export const SetContainerProcessor = validate29;
const schema30 = {"type":"object","additionalProperties":false,"properties":{"ContainerName":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"ContainerId":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Maximum":{"type":"integer","minimum":1,"maximum":100},"RelativeWeight":{"type":"integer","minimum":1,"maximum":10000},"Count":{"type":"integer","minimum":1,"maximum":2048},"PassThru":{"type":"boolean"}},"required":[]};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "ContainerName") || (key0 === "Container")) || (key0 === "ContainerId")) || (key0 === "Maximum")) || (key0 === "RelativeWeight")) || (key0 === "Count")) || (key0 === "PassThru"))){
validate29.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ContainerName !== undefined){
let data0 = data.ContainerName;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate29.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate29.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate29.errors = [{instancePath:instancePath+"/ContainerName/" + i0,schemaPath:"#/properties/ContainerName/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/ContainerName/" + i0,schemaPath:"#/properties/ContainerName/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate29.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate29.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate29.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerId !== undefined){
let data4 = data.ContainerId;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate29.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate29.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate29.errors = [{instancePath:instancePath+"/ContainerId/" + i2,schemaPath:"#/properties/ContainerId/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/ContainerId/" + i2,schemaPath:"#/properties/ContainerId/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Maximum !== undefined){
let data6 = data.Maximum;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate29.errors = [{instancePath:instancePath+"/Maximum",schemaPath:"#/properties/Maximum/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 100 || isNaN(data6)){
validate29.errors = [{instancePath:instancePath+"/Maximum",schemaPath:"#/properties/Maximum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate29.errors = [{instancePath:instancePath+"/Maximum",schemaPath:"#/properties/Maximum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RelativeWeight !== undefined){
let data7 = data.RelativeWeight;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate29.errors = [{instancePath:instancePath+"/RelativeWeight",schemaPath:"#/properties/RelativeWeight/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 10000 || isNaN(data7)){
validate29.errors = [{instancePath:instancePath+"/RelativeWeight",schemaPath:"#/properties/RelativeWeight/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate29.errors = [{instancePath:instancePath+"/RelativeWeight",schemaPath:"#/properties/RelativeWeight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Count !== undefined){
let data8 = data.Count;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate29.errors = [{instancePath:instancePath+"/Count",schemaPath:"#/properties/Count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 2048 || isNaN(data8)){
validate29.errors = [{instancePath:instancePath+"/Count",schemaPath:"#/properties/Count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2048},message:"must be <= 2048"}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate29.errors = [{instancePath:instancePath+"/Count",schemaPath:"#/properties/Count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs20 = errors;
if(typeof data.PassThru !== "boolean"){
validate29.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

export const SetContainerStorage = validate30;
const schema31 = {"type":"object","additionalProperties":false,"properties":{"ContainerName":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"ContainerId":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"MaximumIOPS":{"type":"integer","minimum":1,"maximum":4294967295},"MaximumBandwidth":{"type":"integer","minimum":1,"maximum":17592186044416},"PassThru":{"type":"boolean"}},"required":[]};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "ContainerName") || (key0 === "Container")) || (key0 === "ContainerId")) || (key0 === "MaximumIOPS")) || (key0 === "MaximumBandwidth")) || (key0 === "PassThru"))){
validate30.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ContainerName !== undefined){
let data0 = data.ContainerName;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate30.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate30.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate30.errors = [{instancePath:instancePath+"/ContainerName/" + i0,schemaPath:"#/properties/ContainerName/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/ContainerName/" + i0,schemaPath:"#/properties/ContainerName/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate30.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate30.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate30.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerId !== undefined){
let data4 = data.ContainerId;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate30.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate30.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate30.errors = [{instancePath:instancePath+"/ContainerId/" + i2,schemaPath:"#/properties/ContainerId/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate30.errors = [{instancePath:instancePath+"/ContainerId/" + i2,schemaPath:"#/properties/ContainerId/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumIOPS !== undefined){
let data6 = data.MaximumIOPS;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate30.errors = [{instancePath:instancePath+"/MaximumIOPS",schemaPath:"#/properties/MaximumIOPS/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 4294967295 || isNaN(data6)){
validate30.errors = [{instancePath:instancePath+"/MaximumIOPS",schemaPath:"#/properties/MaximumIOPS/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate30.errors = [{instancePath:instancePath+"/MaximumIOPS",schemaPath:"#/properties/MaximumIOPS/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumBandwidth !== undefined){
let data7 = data.MaximumBandwidth;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate30.errors = [{instancePath:instancePath+"/MaximumBandwidth",schemaPath:"#/properties/MaximumBandwidth/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 17592186044416 || isNaN(data7)){
validate30.errors = [{instancePath:instancePath+"/MaximumBandwidth",schemaPath:"#/properties/MaximumBandwidth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate30.errors = [{instancePath:instancePath+"/MaximumBandwidth",schemaPath:"#/properties/MaximumBandwidth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs18 = errors;
if(typeof data.PassThru !== "boolean"){
validate30.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}

export const RenameContainer = validate31;
const schema32 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"string","pattern":"[^\\s]"},"Container":{"type":"string","pattern":"[^\\s]"},"Id":{"type":"string","pattern":"[^\\s]"},"NewName":{"type":"string","pattern":"[^\\s]"},"PassThru":{"type":"boolean"}},"required":["NewName"]};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.NewName === undefined) && (missing0 = "NewName")){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "NewName")) || (key0 === "PassThru"))){
validate31.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate31.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data1 = data.Container;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate31.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data2 = data.Id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate31.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.NewName !== undefined){
let data3 = data.NewName;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate31.errors = [{instancePath:instancePath+"/NewName",schemaPath:"#/properties/NewName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/NewName",schemaPath:"#/properties/NewName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs10 = errors;
if(typeof data.PassThru !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}

export const RemoveContainer = validate32;
const schema33 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Force":{"type":"boolean"},"PassThru":{"type":"boolean"}},"required":[]};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "Force")) || (key0 === "PassThru"))){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate32.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate32.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate32.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate32.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate32.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate32.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate32.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate32.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate32.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs14 = errors;
if(typeof data.Force !== "boolean"){
validate32.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs16 = errors;
if(typeof data.PassThru !== "boolean"){
validate32.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}

export const ClearContainer = validate33;
const schema34 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Exclude":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"ContainerImageName":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"OlderThan":{"type":"number","minimum":0},"Force":{"type":"boolean"}},"required":[]};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Exclude")) || (key0 === "ContainerImageName")) || (key0 === "OlderThan")) || (key0 === "Force"))){
validate33.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate33.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate33.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate33.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Exclude !== undefined){
let data2 = data.Exclude;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate33.errors = [{instancePath:instancePath+"/Exclude",schemaPath:"#/properties/Exclude/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 0){
validate33.errors = [{instancePath:instancePath+"/Exclude",schemaPath:"#/properties/Exclude/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate33.errors = [{instancePath:instancePath+"/Exclude/" + i1,schemaPath:"#/properties/Exclude/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/Exclude/" + i1,schemaPath:"#/properties/Exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/Exclude",schemaPath:"#/properties/Exclude/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImageName !== undefined){
let data4 = data.ContainerImageName;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate33.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 0){
validate33.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate33.errors = [{instancePath:instancePath+"/ContainerImageName/" + i2,schemaPath:"#/properties/ContainerImageName/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/ContainerImageName/" + i2,schemaPath:"#/properties/ContainerImageName/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.OlderThan !== undefined){
let data6 = data.OlderThan;
const _errs14 = errors;
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate33.errors = [{instancePath:instancePath+"/OlderThan",schemaPath:"#/properties/OlderThan/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/OlderThan",schemaPath:"#/properties/OlderThan/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs16 = errors;
if(typeof data.Force !== "boolean"){
validate33.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}

export const InvokeContainerCommand = validate34;
const schema35 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Command":{"type":"string","pattern":"[^\\s]"},"ArgumentList":{"type":"array","items":{"type":"string"},"minItems":0,"maxItems":10000},"WorkingDirectory":{"type":"string","pattern":"[^\\s]"},"Environment":{"type":"object","additionalProperties":{"type":"string"}},"User":{"type":"string","pattern":"[^\\s]"},"RunAsAdministrator":{"type":"boolean"},"InputText":{"type":"string"},"InputFile":{"type":"string","pattern":"[^\\s]"},"TimeoutSec":{"type":"integer","minimum":1,"maximum":2147483},"AsObject":{"type":"boolean"}},"required":["Command"]};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.Command === undefined) && (missing0 = "Command")){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema35.properties, key0))){
validate34.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate34.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate34.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate34.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate34.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate34.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate34.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate34.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate34.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate34.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Command !== undefined){
let data6 = data.Command;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
validate34.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ArgumentList !== undefined){
let data7 = data.ArgumentList;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data7)){
if(data7.length > 10000){
validate34.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data7.length < 0){
validate34.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid4 = true;
const len3 = data7.length;
for(let i3=0; i3<len3; i3++){
const _errs18 = errors;
if(typeof data7[i3] !== "string"){
validate34.errors = [{instancePath:instancePath+"/ArgumentList/" + i3,schemaPath:"#/properties/ArgumentList/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs18 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.WorkingDirectory !== undefined){
let data9 = data.WorkingDirectory;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data9 === "string"){
if(!pattern0.test(data9)){
validate34.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Environment !== undefined){
let data10 = data.Environment;
const _errs22 = errors;
if(errors === _errs22){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key1 in data10){
const _errs25 = errors;
if(typeof data10[key1] !== "string"){
validate34.errors = [{instancePath:instancePath+"/Environment/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Environment/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs25 === errors;
if(!valid5){
break;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/Environment",schemaPath:"#/properties/Environment/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.User !== undefined){
let data12 = data.User;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data12 === "string"){
if(!pattern0.test(data12)){
validate34.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RunAsAdministrator !== undefined){
const _errs29 = errors;
if(typeof data.RunAsAdministrator !== "boolean"){
validate34.errors = [{instancePath:instancePath+"/RunAsAdministrator",schemaPath:"#/properties/RunAsAdministrator/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.InputText !== undefined){
const _errs31 = errors;
if(typeof data.InputText !== "string"){
validate34.errors = [{instancePath:instancePath+"/InputText",schemaPath:"#/properties/InputText/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.InputFile !== undefined){
let data15 = data.InputFile;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data15 === "string"){
if(!pattern0.test(data15)){
validate34.errors = [{instancePath:instancePath+"/InputFile",schemaPath:"#/properties/InputFile/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/InputFile",schemaPath:"#/properties/InputFile/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TimeoutSec !== undefined){
let data16 = data.TimeoutSec;
const _errs35 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate34.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs35){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 2147483 || isNaN(data16)){
validate34.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483},message:"must be <= 2147483"}];
return false;
}
else {
if(data16 < 1 || isNaN(data16)){
validate34.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.AsObject !== undefined){
const _errs37 = errors;
if(typeof data.AsObject !== "boolean"){
validate34.errors = [{instancePath:instancePath+"/AsObject",schemaPath:"#/properties/AsObject/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}

export const InvokeContainerImage = validate35;
const schema36 = {"type":"object","additionalProperties":false,"properties":{"ContainerImageName":{"type":"string","pattern":"[^\\s]"},"Command":{"type":"string","pattern":"[^\\s]"},"ArgumentList":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Name":{"type":"string","pattern":"[^\\s]"},"AutoRemove":{"type":"boolean"},"Detach":{"type":"boolean"},"InputText":{"type":"string","pattern":"[^\\s]"},"InputFile":{"type":"string","pattern":"[^\\s]"},"TimeoutSec":{"type":"integer","minimum":1,"maximum":2147483},"AsObject":{"type":"boolean"},"ContainerImagePublisher":{"type":"string","pattern":"[^\\s]"},"ContainerImageVersion":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"ContainerImage":{"type":"string","pattern":"[^\\s]"},"Environment":{"type":"object","additionalProperties":{"type":"string"}},"WorkingDirectory":{"type":"string","pattern":"[^\\s]"},"PublishPort":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"ContainerComputerName":{"type":"string","pattern":"[^\\s]"},"Isolation":{"type":"string","enum":["Default","Process","HyperV"]},"MemoryStartupBytes":{"type":"integer","minimum":33554432,"maximum":17592186044416},"ProcessorCount":{"type":"integer","minimum":1,"maximum":2048},"Secret":{"type":"object","additionalProperties":{"type":"string"}},"SecretFile":{"type":"object","additionalProperties":{"type":"string"}},"User":{"type":"string","pattern":"[^\\s]"},"RunAsAdministrator":{"type":"boolean"},"StopCommand":{"type":"string","pattern":"[^\\s]"},"StopTimeoutSec":{"type":"integer","minimum":0,"maximum":86400},"ProcessorMaximum":{"type":"integer","minimum":1,"maximum":100},"ProcessorWeight":{"type":"integer","minimum":1,"maximum":10000},"StorageMaximumIOPS":{"type":"integer","minimum":1,"maximum":4294967295},"StorageMaximumBandwidth":{"type":"integer","minimum":1,"maximum":17592186044416},"MaximumThreadCount":{"type":"integer","minimum":64,"maximum":4194304},"LogMaximumBytes":{"type":"integer","minimum":0,"maximum":17592186044416},"ScratchSizeBytes":{"type":"integer","minimum":21474836480,"maximum":70368744177664},"HealthCommand":{"type":"string","pattern":"[^\\s]"},"HealthIntervalSec":{"type":"integer","minimum":1,"maximum":86400},"HealthTimeoutSec":{"type":"integer","minimum":1,"maximum":86400},"HealthRetries":{"type":"integer","minimum":1,"maximum":1000},"HealthStartPeriodSec":{"type":"integer","minimum":0,"maximum":86400},"NoHealthCheck":{"type":"boolean"},"RestartPolicy":{"type":"string","enum":["No","OnFailure","Always","UnlessStopped"]},"MaximumRetryCount":{"type":"integer","minimum":1,"maximum":2147483647},"CredentialSpec":{"type":"string","pattern":"[^\\s]"},"Device":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000}},"required":[]};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema36.properties, key0))){
validate35.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ContainerImageName !== undefined){
let data0 = data.ContainerImageName;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate35.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ContainerImageName",schemaPath:"#/properties/ContainerImageName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Command !== undefined){
let data1 = data.Command;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate35.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ArgumentList !== undefined){
let data2 = data.ArgumentList;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate35.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 0){
validate35.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate35.errors = [{instancePath:instancePath+"/ArgumentList/" + i0,schemaPath:"#/properties/ArgumentList/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ArgumentList/" + i0,schemaPath:"#/properties/ArgumentList/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Name !== undefined){
let data4 = data.Name;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
validate35.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.AutoRemove !== undefined){
const _errs12 = errors;
if(typeof data.AutoRemove !== "boolean"){
validate35.errors = [{instancePath:instancePath+"/AutoRemove",schemaPath:"#/properties/AutoRemove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Detach !== undefined){
const _errs14 = errors;
if(typeof data.Detach !== "boolean"){
validate35.errors = [{instancePath:instancePath+"/Detach",schemaPath:"#/properties/Detach/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.InputText !== undefined){
let data7 = data.InputText;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
validate35.errors = [{instancePath:instancePath+"/InputText",schemaPath:"#/properties/InputText/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/InputText",schemaPath:"#/properties/InputText/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.InputFile !== undefined){
let data8 = data.InputFile;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
validate35.errors = [{instancePath:instancePath+"/InputFile",schemaPath:"#/properties/InputFile/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/InputFile",schemaPath:"#/properties/InputFile/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.TimeoutSec !== undefined){
let data9 = data.TimeoutSec;
const _errs20 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate35.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483 || isNaN(data9)){
validate35.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483},message:"must be <= 2147483"}];
return false;
}
else {
if(data9 < 1 || isNaN(data9)){
validate35.errors = [{instancePath:instancePath+"/TimeoutSec",schemaPath:"#/properties/TimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.AsObject !== undefined){
const _errs22 = errors;
if(typeof data.AsObject !== "boolean"){
validate35.errors = [{instancePath:instancePath+"/AsObject",schemaPath:"#/properties/AsObject/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImagePublisher !== undefined){
let data11 = data.ContainerImagePublisher;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data11 === "string"){
if(!pattern0.test(data11)){
validate35.errors = [{instancePath:instancePath+"/ContainerImagePublisher",schemaPath:"#/properties/ContainerImagePublisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ContainerImagePublisher",schemaPath:"#/properties/ContainerImagePublisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImageVersion !== undefined){
let data12 = data.ContainerImageVersion;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data12 === "string"){
if(!pattern5.test(data12)){
validate35.errors = [{instancePath:instancePath+"/ContainerImageVersion",schemaPath:"#/properties/ContainerImageVersion/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ContainerImageVersion",schemaPath:"#/properties/ContainerImageVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerImage !== undefined){
let data13 = data.ContainerImage;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data13 === "string"){
if(!pattern0.test(data13)){
validate35.errors = [{instancePath:instancePath+"/ContainerImage",schemaPath:"#/properties/ContainerImage/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ContainerImage",schemaPath:"#/properties/ContainerImage/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Environment !== undefined){
let data14 = data.Environment;
const _errs30 = errors;
if(errors === _errs30){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key1 in data14){
const _errs33 = errors;
if(typeof data14[key1] !== "string"){
validate35.errors = [{instancePath:instancePath+"/Environment/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Environment/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs33 === errors;
if(!valid2){
break;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/Environment",schemaPath:"#/properties/Environment/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.WorkingDirectory !== undefined){
let data16 = data.WorkingDirectory;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
validate35.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PublishPort !== undefined){
let data17 = data.PublishPort;
const _errs37 = errors;
if(errors === _errs37){
if(Array.isArray(data17)){
if(data17.length > 10000){
validate35.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data17.length < 0){
validate35.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid3 = true;
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
const _errs39 = errors;
if(errors === _errs39){
if(typeof data18 === "string"){
if(!pattern0.test(data18)){
validate35.errors = [{instancePath:instancePath+"/PublishPort/" + i1,schemaPath:"#/properties/PublishPort/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/PublishPort/" + i1,schemaPath:"#/properties/PublishPort/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs39 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/PublishPort",schemaPath:"#/properties/PublishPort/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerComputerName !== undefined){
let data19 = data.ContainerComputerName;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
validate35.errors = [{instancePath:instancePath+"/ContainerComputerName",schemaPath:"#/properties/ContainerComputerName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/ContainerComputerName",schemaPath:"#/properties/ContainerComputerName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Isolation !== undefined){
let data20 = data.Isolation;
const _errs43 = errors;
if(typeof data20 !== "string"){
validate35.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data20 === "Default") || (data20 === "Process")) || (data20 === "HyperV"))){
validate35.errors = [{instancePath:instancePath+"/Isolation",schemaPath:"#/properties/Isolation/enum",keyword:"enum",params:{allowedValues: schema36.properties.Isolation.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MemoryStartupBytes !== undefined){
let data21 = data.MemoryStartupBytes;
const _errs45 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate35.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs45){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 17592186044416 || isNaN(data21)){
validate35.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data21 < 33554432 || isNaN(data21)){
validate35.errors = [{instancePath:instancePath+"/MemoryStartupBytes",schemaPath:"#/properties/MemoryStartupBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 33554432},message:"must be >= 33554432"}];
return false;
}
}
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorCount !== undefined){
let data22 = data.ProcessorCount;
const _errs47 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate35.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs47){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 2048 || isNaN(data22)){
validate35.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2048},message:"must be <= 2048"}];
return false;
}
else {
if(data22 < 1 || isNaN(data22)){
validate35.errors = [{instancePath:instancePath+"/ProcessorCount",schemaPath:"#/properties/ProcessorCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Secret !== undefined){
let data23 = data.Secret;
const _errs49 = errors;
if(errors === _errs49){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key2 in data23){
const _errs52 = errors;
if(typeof data23[key2] !== "string"){
validate35.errors = [{instancePath:instancePath+"/Secret/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Secret/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs52 === errors;
if(!valid4){
break;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/Secret",schemaPath:"#/properties/Secret/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.SecretFile !== undefined){
let data25 = data.SecretFile;
const _errs54 = errors;
if(errors === _errs54){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key3 in data25){
const _errs57 = errors;
if(typeof data25[key3] !== "string"){
validate35.errors = [{instancePath:instancePath+"/SecretFile/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/SecretFile/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs57 === errors;
if(!valid5){
break;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/SecretFile",schemaPath:"#/properties/SecretFile/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs54 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.User !== undefined){
let data27 = data.User;
const _errs59 = errors;
if(errors === _errs59){
if(typeof data27 === "string"){
if(!pattern0.test(data27)){
validate35.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RunAsAdministrator !== undefined){
const _errs61 = errors;
if(typeof data.RunAsAdministrator !== "boolean"){
validate35.errors = [{instancePath:instancePath+"/RunAsAdministrator",schemaPath:"#/properties/RunAsAdministrator/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StopCommand !== undefined){
let data29 = data.StopCommand;
const _errs63 = errors;
if(errors === _errs63){
if(typeof data29 === "string"){
if(!pattern0.test(data29)){
validate35.errors = [{instancePath:instancePath+"/StopCommand",schemaPath:"#/properties/StopCommand/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/StopCommand",schemaPath:"#/properties/StopCommand/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StopTimeoutSec !== undefined){
let data30 = data.StopTimeoutSec;
const _errs65 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate35.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs65){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 86400 || isNaN(data30)){
validate35.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data30 < 0 || isNaN(data30)){
validate35.errors = [{instancePath:instancePath+"/StopTimeoutSec",schemaPath:"#/properties/StopTimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs65 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorMaximum !== undefined){
let data31 = data.ProcessorMaximum;
const _errs67 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate35.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs67){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 100 || isNaN(data31)){
validate35.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"}];
return false;
}
else {
if(data31 < 1 || isNaN(data31)){
validate35.errors = [{instancePath:instancePath+"/ProcessorMaximum",schemaPath:"#/properties/ProcessorMaximum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs67 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessorWeight !== undefined){
let data32 = data.ProcessorWeight;
const _errs69 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate35.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs69){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 10000 || isNaN(data32)){
validate35.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data32 < 1 || isNaN(data32)){
validate35.errors = [{instancePath:instancePath+"/ProcessorWeight",schemaPath:"#/properties/ProcessorWeight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs69 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StorageMaximumIOPS !== undefined){
let data33 = data.StorageMaximumIOPS;
const _errs71 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
validate35.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs71){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 4294967295 || isNaN(data33)){
validate35.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data33 < 1 || isNaN(data33)){
validate35.errors = [{instancePath:instancePath+"/StorageMaximumIOPS",schemaPath:"#/properties/StorageMaximumIOPS/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.StorageMaximumBandwidth !== undefined){
let data34 = data.StorageMaximumBandwidth;
const _errs73 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate35.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs73){
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 17592186044416 || isNaN(data34)){
validate35.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data34 < 1 || isNaN(data34)){
validate35.errors = [{instancePath:instancePath+"/StorageMaximumBandwidth",schemaPath:"#/properties/StorageMaximumBandwidth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs73 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumThreadCount !== undefined){
let data35 = data.MaximumThreadCount;
const _errs75 = errors;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
validate35.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs75){
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 4194304 || isNaN(data35)){
validate35.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4194304},message:"must be <= 4194304"}];
return false;
}
else {
if(data35 < 64 || isNaN(data35)){
validate35.errors = [{instancePath:instancePath+"/MaximumThreadCount",schemaPath:"#/properties/MaximumThreadCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"}];
return false;
}
}
}
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.LogMaximumBytes !== undefined){
let data36 = data.LogMaximumBytes;
const _errs77 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
validate35.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs77){
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 17592186044416 || isNaN(data36)){
validate35.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 17592186044416},message:"must be <= 17592186044416"}];
return false;
}
else {
if(data36 < 0 || isNaN(data36)){
validate35.errors = [{instancePath:instancePath+"/LogMaximumBytes",schemaPath:"#/properties/LogMaximumBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs77 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ScratchSizeBytes !== undefined){
let data37 = data.ScratchSizeBytes;
const _errs79 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
validate35.errors = [{instancePath:instancePath+"/ScratchSizeBytes",schemaPath:"#/properties/ScratchSizeBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs79){
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 70368744177664 || isNaN(data37)){
validate35.errors = [{instancePath:instancePath+"/ScratchSizeBytes",schemaPath:"#/properties/ScratchSizeBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 70368744177664},message:"must be <= 70368744177664"}];
return false;
}
else {
if(data37 < 21474836480 || isNaN(data37)){
validate35.errors = [{instancePath:instancePath+"/ScratchSizeBytes",schemaPath:"#/properties/ScratchSizeBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 21474836480},message:"must be >= 21474836480"}];
return false;
}
}
}
}
var valid0 = _errs79 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthCommand !== undefined){
let data38 = data.HealthCommand;
const _errs81 = errors;
if(errors === _errs81){
if(typeof data38 === "string"){
if(!pattern0.test(data38)){
validate35.errors = [{instancePath:instancePath+"/HealthCommand",schemaPath:"#/properties/HealthCommand/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/HealthCommand",schemaPath:"#/properties/HealthCommand/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs81 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthIntervalSec !== undefined){
let data39 = data.HealthIntervalSec;
const _errs83 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
validate35.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs83){
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 86400 || isNaN(data39)){
validate35.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data39 < 1 || isNaN(data39)){
validate35.errors = [{instancePath:instancePath+"/HealthIntervalSec",schemaPath:"#/properties/HealthIntervalSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs83 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthTimeoutSec !== undefined){
let data40 = data.HealthTimeoutSec;
const _errs85 = errors;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
validate35.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs85){
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 86400 || isNaN(data40)){
validate35.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data40 < 1 || isNaN(data40)){
validate35.errors = [{instancePath:instancePath+"/HealthTimeoutSec",schemaPath:"#/properties/HealthTimeoutSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs85 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthRetries !== undefined){
let data41 = data.HealthRetries;
const _errs87 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
validate35.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs87){
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 1000 || isNaN(data41)){
validate35.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data41 < 1 || isNaN(data41)){
validate35.errors = [{instancePath:instancePath+"/HealthRetries",schemaPath:"#/properties/HealthRetries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs87 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.HealthStartPeriodSec !== undefined){
let data42 = data.HealthStartPeriodSec;
const _errs89 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate35.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs89){
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 86400 || isNaN(data42)){
validate35.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data42 < 0 || isNaN(data42)){
validate35.errors = [{instancePath:instancePath+"/HealthStartPeriodSec",schemaPath:"#/properties/HealthStartPeriodSec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs89 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.NoHealthCheck !== undefined){
const _errs91 = errors;
if(typeof data.NoHealthCheck !== "boolean"){
validate35.errors = [{instancePath:instancePath+"/NoHealthCheck",schemaPath:"#/properties/NoHealthCheck/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RestartPolicy !== undefined){
let data44 = data.RestartPolicy;
const _errs93 = errors;
if(typeof data44 !== "string"){
validate35.errors = [{instancePath:instancePath+"/RestartPolicy",schemaPath:"#/properties/RestartPolicy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data44 === "No") || (data44 === "OnFailure")) || (data44 === "Always")) || (data44 === "UnlessStopped"))){
validate35.errors = [{instancePath:instancePath+"/RestartPolicy",schemaPath:"#/properties/RestartPolicy/enum",keyword:"enum",params:{allowedValues: schema36.properties.RestartPolicy.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs93 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaximumRetryCount !== undefined){
let data45 = data.MaximumRetryCount;
const _errs95 = errors;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
validate35.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs95){
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 2147483647 || isNaN(data45)){
validate35.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data45 < 1 || isNaN(data45)){
validate35.errors = [{instancePath:instancePath+"/MaximumRetryCount",schemaPath:"#/properties/MaximumRetryCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs95 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.CredentialSpec !== undefined){
let data46 = data.CredentialSpec;
const _errs97 = errors;
if(errors === _errs97){
if(typeof data46 === "string"){
if(!pattern0.test(data46)){
validate35.errors = [{instancePath:instancePath+"/CredentialSpec",schemaPath:"#/properties/CredentialSpec/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/CredentialSpec",schemaPath:"#/properties/CredentialSpec/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs97 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Device !== undefined){
let data47 = data.Device;
const _errs99 = errors;
if(errors === _errs99){
if(Array.isArray(data47)){
if(data47.length > 10000){
validate35.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data47.length < 0){
validate35.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid6 = true;
const len2 = data47.length;
for(let i2=0; i2<len2; i2++){
let data48 = data47[i2];
const _errs101 = errors;
if(errors === _errs101){
if(typeof data48 === "string"){
if(!pattern0.test(data48)){
validate35.errors = [{instancePath:instancePath+"/Device/" + i2,schemaPath:"#/properties/Device/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/Device/" + i2,schemaPath:"#/properties/Device/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs101 === errors;
if(!valid6){
break;
}
}
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/Device",schemaPath:"#/properties/Device/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs99 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}

export const ConnectContainer = validate36;
const schema37 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"string","pattern":"[^\\s]"},"Container":{"type":"string","pattern":"[^\\s]"},"Id":{"type":"string","pattern":"[^\\s]"},"FromBeginning":{"type":"boolean"}},"required":[]};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "FromBeginning"))){
validate36.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate36.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data1 = data.Container;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate36.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data2 = data.Id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate36.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate36.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.FromBeginning !== undefined){
const _errs8 = errors;
if(typeof data.FromBeginning !== "boolean"){
validate36.errors = [{instancePath:instancePath+"/FromBeginning",schemaPath:"#/properties/FromBeginning/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate36.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate36.errors = vErrors;
return errors === 0;
}

export const EnterContainerSession = validate37;
const schema38 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"string","pattern":"[^\\s]"},"Container":{"type":"string","pattern":"[^\\s]"},"Id":{"type":"string","pattern":"[^\\s]"},"Command":{"type":"string","pattern":"[^\\s]"},"ArgumentList":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"SessionId":{"type":"string","pattern":"[^\\s]"},"DetachKeys":{"type":"string","pattern":"[^\\s]"},"WorkingDirectory":{"type":"string","pattern":"[^\\s]"},"Environment":{"type":"object","additionalProperties":{"type":"string"}},"User":{"type":"string","pattern":"[^\\s]"},"RunAsAdministrator":{"type":"boolean"}},"required":[]};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema38.properties, key0))){
validate37.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate37.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data1 = data.Container;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate37.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data2 = data.Id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate37.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Command !== undefined){
let data3 = data.Command;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate37.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ArgumentList !== undefined){
let data4 = data.ArgumentList;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate37.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 0){
validate37.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate37.errors = [{instancePath:instancePath+"/ArgumentList/" + i0,schemaPath:"#/properties/ArgumentList/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/ArgumentList/" + i0,schemaPath:"#/properties/ArgumentList/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs12 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/ArgumentList",schemaPath:"#/properties/ArgumentList/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.SessionId !== undefined){
let data6 = data.SessionId;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
validate37.errors = [{instancePath:instancePath+"/SessionId",schemaPath:"#/properties/SessionId/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/SessionId",schemaPath:"#/properties/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.DetachKeys !== undefined){
let data7 = data.DetachKeys;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
validate37.errors = [{instancePath:instancePath+"/DetachKeys",schemaPath:"#/properties/DetachKeys/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/DetachKeys",schemaPath:"#/properties/DetachKeys/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.WorkingDirectory !== undefined){
let data8 = data.WorkingDirectory;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
validate37.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/WorkingDirectory",schemaPath:"#/properties/WorkingDirectory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Environment !== undefined){
let data9 = data.Environment;
const _errs20 = errors;
if(errors === _errs20){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key1 in data9){
const _errs23 = errors;
if(typeof data9[key1] !== "string"){
validate37.errors = [{instancePath:instancePath+"/Environment/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/Environment/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs23 === errors;
if(!valid2){
break;
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/Environment",schemaPath:"#/properties/Environment/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.User !== undefined){
let data11 = data.User;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data11 === "string"){
if(!pattern0.test(data11)){
validate37.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/User",schemaPath:"#/properties/User/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.RunAsAdministrator !== undefined){
const _errs27 = errors;
if(typeof data.RunAsAdministrator !== "boolean"){
validate37.errors = [{instancePath:instancePath+"/RunAsAdministrator",schemaPath:"#/properties/RunAsAdministrator/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}

export const GetContainerSession = validate38;
const schema39 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000}},"required":[]};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "Name") || (key0 === "Container")) || (key0 === "Id"))){
validate38.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate38.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate38.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate38.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate38.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate38.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate38.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate38.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate38.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate38.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate38.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate38.errors = vErrors;
return errors === 0;
}

export const CopyContainer = validate39;
const schema40 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"string","pattern":"[^\\s]"},"Container":{"type":"string","pattern":"[^\\s]"},"Id":{"type":"string","pattern":"[^\\s]"},"NewName":{"type":"string","pattern":"[^\\s]"}},"required":[]};

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "NewName"))){
validate39.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate39.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate39.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data1 = data.Container;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate39.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate39.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data2 = data.Id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate39.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate39.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.NewName !== undefined){
let data3 = data.NewName;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate39.errors = [{instancePath:instancePath+"/NewName",schemaPath:"#/properties/NewName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate39.errors = [{instancePath:instancePath+"/NewName",schemaPath:"#/properties/NewName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate39.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate39.errors = vErrors;
return errors === 0;
}

export const CopyContainerItem = validate40;
const schema41 = {"type":"object","additionalProperties":false,"properties":{"Path":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Destination":{"type":"string","pattern":"[^\\s]"},"ToContainer":{"type":"string","pattern":"[^\\s]"},"FromContainer":{"type":"string","pattern":"[^\\s]"},"CreateFullPath":{"type":"boolean"},"PassThru":{"type":"boolean"}},"required":["Path","Destination"]};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.Path === undefined) && (missing0 = "Path")) || ((data.Destination === undefined) && (missing0 = "Destination"))){
validate40.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "Path") || (key0 === "Destination")) || (key0 === "ToContainer")) || (key0 === "FromContainer")) || (key0 === "CreateFullPath")) || (key0 === "PassThru"))){
validate40.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Path !== undefined){
let data0 = data.Path;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate40.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate40.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate40.errors = [{instancePath:instancePath+"/Path/" + i0,schemaPath:"#/properties/Path/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/Path/" + i0,schemaPath:"#/properties/Path/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate40.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Destination !== undefined){
let data2 = data.Destination;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate40.errors = [{instancePath:instancePath+"/Destination",schemaPath:"#/properties/Destination/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/Destination",schemaPath:"#/properties/Destination/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ToContainer !== undefined){
let data3 = data.ToContainer;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate40.errors = [{instancePath:instancePath+"/ToContainer",schemaPath:"#/properties/ToContainer/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/ToContainer",schemaPath:"#/properties/ToContainer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.FromContainer !== undefined){
let data4 = data.FromContainer;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
validate40.errors = [{instancePath:instancePath+"/FromContainer",schemaPath:"#/properties/FromContainer/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/FromContainer",schemaPath:"#/properties/FromContainer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.CreateFullPath !== undefined){
const _errs12 = errors;
if(typeof data.CreateFullPath !== "boolean"){
validate40.errors = [{instancePath:instancePath+"/CreateFullPath",schemaPath:"#/properties/CreateFullPath/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs14 = errors;
if(typeof data.PassThru !== "boolean"){
validate40.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate40.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}

export const GetContainerLog = validate41;
const schema42 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Tail":{"type":"integer","minimum":0,"maximum":2147483647},"Since":{"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"Timestamp":{"type":"boolean"},"Follow":{"type":"boolean"},"Stream":{"type":"string","enum":["Both","StandardOutput","StandardError"]}},"required":[]};
const pattern130 = new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$", "u");

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "Tail")) || (key0 === "Since")) || (key0 === "Timestamp")) || (key0 === "Follow")) || (key0 === "Stream"))){
validate41.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate41.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate41.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate41.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate41.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate41.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate41.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate41.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate41.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate41.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Tail !== undefined){
let data6 = data.Tail;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate41.errors = [{instancePath:instancePath+"/Tail",schemaPath:"#/properties/Tail/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 2147483647 || isNaN(data6)){
validate41.errors = [{instancePath:instancePath+"/Tail",schemaPath:"#/properties/Tail/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate41.errors = [{instancePath:instancePath+"/Tail",schemaPath:"#/properties/Tail/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Since !== undefined){
let data7 = data.Since;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern130.test(data7)){
validate41.errors = [{instancePath:instancePath+"/Since",schemaPath:"#/properties/Since/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"+"\""}];
return false;
}
}
else {
validate41.errors = [{instancePath:instancePath+"/Since",schemaPath:"#/properties/Since/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Timestamp !== undefined){
const _errs18 = errors;
if(typeof data.Timestamp !== "boolean"){
validate41.errors = [{instancePath:instancePath+"/Timestamp",schemaPath:"#/properties/Timestamp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Follow !== undefined){
const _errs20 = errors;
if(typeof data.Follow !== "boolean"){
validate41.errors = [{instancePath:instancePath+"/Follow",schemaPath:"#/properties/Follow/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Stream !== undefined){
let data10 = data.Stream;
const _errs22 = errors;
if(typeof data10 !== "string"){
validate41.errors = [{instancePath:instancePath+"/Stream",schemaPath:"#/properties/Stream/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data10 === "Both") || (data10 === "StandardOutput")) || (data10 === "StandardError"))){
validate41.errors = [{instancePath:instancePath+"/Stream",schemaPath:"#/properties/Stream/enum",keyword:"enum",params:{allowedValues: schema42.properties.Stream.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate41.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate41.errors = vErrors;
return errors === 0;
}

export const GetContainerProcess = validate42;
const schema43 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"ProcessName":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000}},"required":[]};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "ProcessName"))){
validate42.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate42.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate42.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate42.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate42.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate42.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate42.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate42.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate42.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate42.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate42.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate42.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate42.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate42.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate42.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate42.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ProcessName !== undefined){
let data6 = data.ProcessName;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data6)){
if(data6.length > 10000){
validate42.errors = [{instancePath:instancePath+"/ProcessName",schemaPath:"#/properties/ProcessName/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data6.length < 0){
validate42.errors = [{instancePath:instancePath+"/ProcessName",schemaPath:"#/properties/ProcessName/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid4 = true;
const len3 = data6.length;
for(let i3=0; i3<len3; i3++){
let data7 = data6[i3];
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
validate42.errors = [{instancePath:instancePath+"/ProcessName/" + i3,schemaPath:"#/properties/ProcessName/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate42.errors = [{instancePath:instancePath+"/ProcessName/" + i3,schemaPath:"#/properties/ProcessName/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs16 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate42.errors = [{instancePath:instancePath+"/ProcessName",schemaPath:"#/properties/ProcessName/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate42.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}

export const MeasureContainer = validate43;
const schema44 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Continuous":{"type":"boolean"},"SampleInterval":{"type":"integer","minimum":1,"maximum":86400},"MaxSamples":{"type":"integer","minimum":1,"maximum":2147483647}},"required":[]};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "Continuous")) || (key0 === "SampleInterval")) || (key0 === "MaxSamples"))){
validate43.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate43.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate43.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate43.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate43.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate43.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate43.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate43.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate43.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate43.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate43.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate43.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate43.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate43.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate43.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate43.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Continuous !== undefined){
const _errs14 = errors;
if(typeof data.Continuous !== "boolean"){
validate43.errors = [{instancePath:instancePath+"/Continuous",schemaPath:"#/properties/Continuous/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.SampleInterval !== undefined){
let data7 = data.SampleInterval;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate43.errors = [{instancePath:instancePath+"/SampleInterval",schemaPath:"#/properties/SampleInterval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 86400 || isNaN(data7)){
validate43.errors = [{instancePath:instancePath+"/SampleInterval",schemaPath:"#/properties/SampleInterval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate43.errors = [{instancePath:instancePath+"/SampleInterval",schemaPath:"#/properties/SampleInterval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaxSamples !== undefined){
let data8 = data.MaxSamples;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate43.errors = [{instancePath:instancePath+"/MaxSamples",schemaPath:"#/properties/MaxSamples/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 2147483647 || isNaN(data8)){
validate43.errors = [{instancePath:instancePath+"/MaxSamples",schemaPath:"#/properties/MaxSamples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate43.errors = [{instancePath:instancePath+"/MaxSamples",schemaPath:"#/properties/MaxSamples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate43.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate43.errors = vErrors;
return errors === 0;
}

export const CompareContainer = validate44;
const schema45 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Path":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Include":{"type":"string","enum":["All","Files","Registry"]}},"required":[]};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "Path")) || (key0 === "Include"))){
validate44.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate44.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate44.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate44.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate44.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate44.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate44.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate44.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate44.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate44.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Path !== undefined){
let data6 = data.Path;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data6)){
if(data6.length > 10000){
validate44.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data6.length < 0){
validate44.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid4 = true;
const len3 = data6.length;
for(let i3=0; i3<len3; i3++){
let data7 = data6[i3];
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
validate44.errors = [{instancePath:instancePath+"/Path/" + i3,schemaPath:"#/properties/Path/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Path/" + i3,schemaPath:"#/properties/Path/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs16 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Include !== undefined){
let data8 = data.Include;
const _errs18 = errors;
if(typeof data8 !== "string"){
validate44.errors = [{instancePath:instancePath+"/Include",schemaPath:"#/properties/Include/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data8 === "All") || (data8 === "Files")) || (data8 === "Registry"))){
validate44.errors = [{instancePath:instancePath+"/Include",schemaPath:"#/properties/Include/enum",keyword:"enum",params:{allowedValues: schema45.properties.Include.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}

export const GetContainerEvent = validate45;
const schema46 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Container":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Id":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Action":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Since":{"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"Until":{"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},"MaxEvents":{"type":"integer","minimum":0,"maximum":2147483647},"Follow":{"type":"boolean"}},"required":[]};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "Name") || (key0 === "Container")) || (key0 === "Id")) || (key0 === "Action")) || (key0 === "Since")) || (key0 === "Until")) || (key0 === "MaxEvents")) || (key0 === "Follow"))){
validate45.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate45.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate45.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate45.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Container !== undefined){
let data2 = data.Container;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 10000){
validate45.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data2.length < 1){
validate45.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate45.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Container/" + i1,schemaPath:"#/properties/Container/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Id !== undefined){
let data4 = data.Id;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate45.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate45.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
let data5 = data4[i2];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate45.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Id/" + i2,schemaPath:"#/properties/Id/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Id",schemaPath:"#/properties/Id/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Action !== undefined){
let data6 = data.Action;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data6)){
if(data6.length > 10000){
validate45.errors = [{instancePath:instancePath+"/Action",schemaPath:"#/properties/Action/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data6.length < 0){
validate45.errors = [{instancePath:instancePath+"/Action",schemaPath:"#/properties/Action/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid4 = true;
const len3 = data6.length;
for(let i3=0; i3<len3; i3++){
let data7 = data6[i3];
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
validate45.errors = [{instancePath:instancePath+"/Action/" + i3,schemaPath:"#/properties/Action/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Action/" + i3,schemaPath:"#/properties/Action/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs16 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Action",schemaPath:"#/properties/Action/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Since !== undefined){
let data8 = data.Since;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(!pattern130.test(data8)){
validate45.errors = [{instancePath:instancePath+"/Since",schemaPath:"#/properties/Since/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"+"\""}];
return false;
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Since",schemaPath:"#/properties/Since/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Until !== undefined){
let data9 = data.Until;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data9 === "string"){
if(!pattern130.test(data9)){
validate45.errors = [{instancePath:instancePath+"/Until",schemaPath:"#/properties/Until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$"+"\""}];
return false;
}
}
else {
validate45.errors = [{instancePath:instancePath+"/Until",schemaPath:"#/properties/Until/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.MaxEvents !== undefined){
let data10 = data.MaxEvents;
const _errs22 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate45.errors = [{instancePath:instancePath+"/MaxEvents",schemaPath:"#/properties/MaxEvents/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 2147483647 || isNaN(data10)){
validate45.errors = [{instancePath:instancePath+"/MaxEvents",schemaPath:"#/properties/MaxEvents/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate45.errors = [{instancePath:instancePath+"/MaxEvents",schemaPath:"#/properties/MaxEvents/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Follow !== undefined){
const _errs24 = errors;
if(typeof data.Follow !== "boolean"){
validate45.errors = [{instancePath:instancePath+"/Follow",schemaPath:"#/properties/Follow/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate45.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate45.errors = vErrors;
return errors === 0;
}

export const NewContainerImage = validate46;
const schema47 = {"type":"object","additionalProperties":false,"properties":{"Container":{"type":"string","pattern":"[^\\s]"},"ContainerName":{"type":"string","pattern":"[^\\s]"},"ContainerId":{"type":"string","pattern":"[^\\s]"},"Name":{"type":"string","pattern":"[^\\s]"},"Publisher":{"type":"string","pattern":"[^\\s]"},"Version":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"Command":{"type":"string","pattern":"[^\\s]"},"Force":{"type":"boolean"}},"required":["Name"]};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.Name === undefined) && (missing0 = "Name")){
validate46.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "Container") || (key0 === "ContainerName")) || (key0 === "ContainerId")) || (key0 === "Name")) || (key0 === "Publisher")) || (key0 === "Version")) || (key0 === "Command")) || (key0 === "Force"))){
validate46.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Container !== undefined){
let data0 = data.Container;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate46.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/Container",schemaPath:"#/properties/Container/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerName !== undefined){
let data1 = data.ContainerName;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate46.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/ContainerName",schemaPath:"#/properties/ContainerName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ContainerId !== undefined){
let data2 = data.ContainerId;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate46.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/ContainerId",schemaPath:"#/properties/ContainerId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Name !== undefined){
let data3 = data.Name;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate46.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Publisher !== undefined){
let data4 = data.Publisher;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
validate46.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Version !== undefined){
let data5 = data.Version;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
validate46.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Command !== undefined){
let data6 = data.Command;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
validate46.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/Command",schemaPath:"#/properties/Command/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs16 = errors;
if(typeof data.Force !== "boolean"){
validate46.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate46.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}

export const GetContainerImage = validate47;
const schema48 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Publisher":{"type":"string","pattern":"[^\\s]"},"Version":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"Image":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"ChildOf":{"type":"string","pattern":"[^\\s]"}},"required":[]};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Publisher")) || (key0 === "Version")) || (key0 === "Image")) || (key0 === "ChildOf"))){
validate47.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate47.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate47.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate47.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate47.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Publisher !== undefined){
let data2 = data.Publisher;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate47.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Version !== undefined){
let data3 = data.Version;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
validate47.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Image !== undefined){
let data4 = data.Image;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate47.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate47.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate47.errors = [{instancePath:instancePath+"/Image/" + i1,schemaPath:"#/properties/Image/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/Image/" + i1,schemaPath:"#/properties/Image/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs12 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate47.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ChildOf !== undefined){
let data6 = data.ChildOf;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
validate47.errors = [{instancePath:instancePath+"/ChildOf",schemaPath:"#/properties/ChildOf/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/ChildOf",schemaPath:"#/properties/ChildOf/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate47.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate47.errors = vErrors;
return errors === 0;
}

export const TestContainerImage = validate48;
const schema49 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":0,"maxItems":10000},"Publisher":{"type":"string","pattern":"[^\\s]"},"Version":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"Image":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Quiet":{"type":"boolean"}},"required":[]};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Publisher")) || (key0 === "Version")) || (key0 === "Image")) || (key0 === "Quiet"))){
validate48.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate48.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 0){
validate48.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate48.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate48.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Publisher !== undefined){
let data2 = data.Publisher;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate48.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate48.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Version !== undefined){
let data3 = data.Version;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
validate48.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate48.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Image !== undefined){
let data4 = data.Image;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate48.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate48.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate48.errors = [{instancePath:instancePath+"/Image/" + i1,schemaPath:"#/properties/Image/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate48.errors = [{instancePath:instancePath+"/Image/" + i1,schemaPath:"#/properties/Image/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs12 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Quiet !== undefined){
const _errs14 = errors;
if(typeof data.Quiet !== "boolean"){
validate48.errors = [{instancePath:instancePath+"/Quiet",schemaPath:"#/properties/Quiet/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate48.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}

export const RemoveContainerImage = validate49;
const schema50 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Publisher":{"type":"string","pattern":"[^\\s]"},"Version":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"Image":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Force":{"type":"boolean"}},"required":[]};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "Name") || (key0 === "Publisher")) || (key0 === "Version")) || (key0 === "Image")) || (key0 === "Force"))){
validate49.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate49.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate49.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate49.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate49.errors = [{instancePath:instancePath+"/Name/" + i0,schemaPath:"#/properties/Name/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate49.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Publisher !== undefined){
let data2 = data.Publisher;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate49.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate49.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Version !== undefined){
let data3 = data.Version;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
validate49.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate49.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Image !== undefined){
let data4 = data.Image;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length > 10000){
validate49.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data4.length < 1){
validate49.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate49.errors = [{instancePath:instancePath+"/Image/" + i1,schemaPath:"#/properties/Image/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate49.errors = [{instancePath:instancePath+"/Image/" + i1,schemaPath:"#/properties/Image/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs12 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate49.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs14 = errors;
if(typeof data.Force !== "boolean"){
validate49.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate49.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate49.errors = vErrors;
return errors === 0;
}

export const ExportContainerImage = validate50;
const schema51 = {"type":"object","additionalProperties":false,"properties":{"Name":{"type":"string","pattern":"[^\\s]"},"Publisher":{"type":"string","pattern":"[^\\s]"},"Version":{"type":"string","pattern":"^\\d{1,9}(\\.\\d{1,9}){0,3}$"},"Image":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000},"Path":{"type":"string","pattern":"[^\\s]"},"Force":{"type":"boolean"},"PassThru":{"type":"boolean"}},"required":["Path"]};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.Path === undefined) && (missing0 = "Path")){
validate50.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "Name") || (key0 === "Publisher")) || (key0 === "Version")) || (key0 === "Image")) || (key0 === "Path")) || (key0 === "Force")) || (key0 === "PassThru"))){
validate50.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Name !== undefined){
let data0 = data.Name;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate50.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate50.errors = [{instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Publisher !== undefined){
let data1 = data.Publisher;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate50.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate50.errors = [{instancePath:instancePath+"/Publisher",schemaPath:"#/properties/Publisher/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Version !== undefined){
let data2 = data.Version;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern5.test(data2)){
validate50.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,9}(\\.\\d{1,9}){0,3}$"},message:"must match pattern \""+"^\\d{1,9}(\\.\\d{1,9}){0,3}$"+"\""}];
return false;
}
}
else {
validate50.errors = [{instancePath:instancePath+"/Version",schemaPath:"#/properties/Version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Image !== undefined){
let data3 = data.Image;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
if(data3.length > 10000){
validate50.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data3.length < 1){
validate50.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
validate50.errors = [{instancePath:instancePath+"/Image/" + i0,schemaPath:"#/properties/Image/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate50.errors = [{instancePath:instancePath+"/Image/" + i0,schemaPath:"#/properties/Image/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs10 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate50.errors = [{instancePath:instancePath+"/Image",schemaPath:"#/properties/Image/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Path !== undefined){
let data5 = data.Path;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
validate50.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate50.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.Force !== undefined){
const _errs14 = errors;
if(typeof data.Force !== "boolean"){
validate50.errors = [{instancePath:instancePath+"/Force",schemaPath:"#/properties/Force/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.PassThru !== undefined){
const _errs16 = errors;
if(typeof data.PassThru !== "boolean"){
validate50.errors = [{instancePath:instancePath+"/PassThru",schemaPath:"#/properties/PassThru/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate50.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate50.errors = vErrors;
return errors === 0;
}

export const ImportContainerImage = validate51;
const schema52 = {"type":"object","additionalProperties":false,"properties":{"Path":{"type":"array","items":{"type":"string","pattern":"[^\\s]"},"minItems":1,"maxItems":10000}},"required":["Path"]};

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.Path === undefined) && (missing0 = "Path")){
validate51.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "Path")){
validate51.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.Path !== undefined){
let data0 = data.Path;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 10000){
validate51.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items"}];
return false;
}
else {
if(data0.length < 1){
validate51.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate51.errors = [{instancePath:instancePath+"/Path/" + i0,schemaPath:"#/properties/Path/items/pattern",keyword:"pattern",params:{pattern: "[^\\s]"},message:"must match pattern \""+"[^\\s]"+"\""}];
return false;
}
}
else {
validate51.errors = [{instancePath:instancePath+"/Path/" + i0,schemaPath:"#/properties/Path/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate51.errors = [{instancePath:instancePath+"/Path",schemaPath:"#/properties/Path/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
}
else {
validate51.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate51.errors = vErrors;
return errors === 0;
}

/** By cmdlet name. */
export const VALIDATORS = {
  'Get-ContainerHost': GetContainerHost,
  'Install-ContainerHost': InstallContainerHost,
  'Test-ContainerHost': TestContainerHost,
  'Repair-ContainerHost': RepairContainerHost,
  'Register-ContainerHostStartup': RegisterContainerHostStartup,
  'Unregister-ContainerHostStartup': UnregisterContainerHostStartup,
  'Get-ContainerHostStartup': GetContainerHostStartup,
  'Install-ContainerOSImage': InstallContainerOSImage,
  'Uninstall-ContainerOSImage': UninstallContainerOSImage,
  'New-Container': NewContainer,
  'Get-Container': GetContainer,
  'Start-Container': StartContainer,
  'Stop-Container': StopContainer,
  'Restart-Container': RestartContainer,
  'Suspend-Container': SuspendContainer,
  'Resume-Container': ResumeContainer,
  'Wait-Container': WaitContainer,
  'Set-Container': SetContainer,
  'Set-ContainerMemory': SetContainerMemory,
  'Set-ContainerProcessor': SetContainerProcessor,
  'Set-ContainerStorage': SetContainerStorage,
  'Rename-Container': RenameContainer,
  'Remove-Container': RemoveContainer,
  'Clear-Container': ClearContainer,
  'Invoke-ContainerCommand': InvokeContainerCommand,
  'Invoke-ContainerImage': InvokeContainerImage,
  'Connect-Container': ConnectContainer,
  'Enter-ContainerSession': EnterContainerSession,
  'Get-ContainerSession': GetContainerSession,
  'Copy-Container': CopyContainer,
  'Copy-ContainerItem': CopyContainerItem,
  'Get-ContainerLog': GetContainerLog,
  'Get-ContainerProcess': GetContainerProcess,
  'Measure-Container': MeasureContainer,
  'Compare-Container': CompareContainer,
  'Get-ContainerEvent': GetContainerEvent,
  'New-ContainerImage': NewContainerImage,
  'Get-ContainerImage': GetContainerImage,
  'Test-ContainerImage': TestContainerImage,
  'Remove-ContainerImage': RemoveContainerImage,
  'Export-ContainerImage': ExportContainerImage,
  'Import-ContainerImage': ImportContainerImage,
};
